import type { Severity } from "#lib/formats/zip/anomalies";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { highestSeverityOf } from "./highest-severity.ts";
import type { EntryCheck } from "./model.ts";

export type SortKey = "anomalies" | "number" | "name" | "content" | "size" | "compressed" | "modified";
export type ListView = {
  layout: "flat" | "tree";
  sort: SortKey;
  descending: boolean;
  filter: string;
  closed: ReadonlySet<string>;
};

export type FileRow = {
  kind: "file";
  id: string;
  entry: ArchiveEntry;
  check: EntryCheck | undefined;
  label: string;
  depth: number;
  severity: Severity | null;
};
export type FolderRow = {
  kind: "folder";
  id: string;
  path: string;
  label: string;
  depth: number;
  files: number;
  open: boolean;
};
export type FileListRow = FileRow | FolderRow;

const deepest = 64;
const severityRank = { error: 0, warning: 1, note: 2 } as const;

/** Previous rows by entry number, reused for unchanged entries to avoid redraws. */
export type KnownRows = FileRow[];

/** Builds the visible rows: filtered, sorted and optionally as a tree. Folder entries appear in the flat list only with anomalies. */
export function makeRows(
  entries: readonly ArchiveEntry[],
  checks: ReadonlyMap<number, EntryCheck>,
  view: ListView,
  known: KnownRows = [],
): FileListRow[] {
  const wanted = view.filter.trim().toLowerCase();
  const files: FileRow[] = [];
  for (const entry of entries) {
    const check = checks.get(entry.number);
    const row = takeRow(entry, check, known);
    if (entry.kind === "folder" && row.severity === null && entry.sizeBytes === 0) continue;
    if (wanted === "" || matches(entry, check, wanted)) files.push(row);
  }
  files.sort(compareBy(view));
  return view.layout === "tree" ? makeTree(files, view.closed) : files;
}

function takeRow(entry: ArchiveEntry, check: EntryCheck | undefined, known: KnownRows): FileRow {
  const before = known[entry.number];
  if (before?.entry === entry && before.check === check) return before;
  const severity = highestSeverityOf(entry, check);
  const row: FileRow = {
    kind: "file",
    id: `file-${entry.number}`,
    entry,
    check,
    label: entry.name,
    depth: 0,
    severity,
  };
  known[entry.number] = row;
  return row;
}

function matches(entry: ArchiveEntry, check: EntryCheck | undefined, wanted: string): boolean {
  return (
    entry.name.toLowerCase().includes(wanted) ||
    (check?.content?.label.toLowerCase().includes(wanted) ?? false) ||
    (check?.sha256?.startsWith(wanted) ?? false)
  );
}

/** Compares code units, because the order must not depend on the browser's locale. */
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function compareBy(view: ListView): (a: FileRow, b: FileRow) => number {
  const sign = view.descending ? -1 : 1;
  const byNumber = (a: FileRow, b: FileRow) => a.entry.number - b.entry.number;
  const rank = (row: FileRow) => (row.severity === null || row.severity === "note" ? 2 : severityRank[row.severity]);
  const orders: Record<SortKey, (a: FileRow, b: FileRow) => number> = {
    anomalies: (a, b) => rank(a) - rank(b),
    number: byNumber,
    name: (a, b) => compareText(a.entry.name, b.entry.name),
    content: (a, b) => compareText(a.check?.content?.label ?? "\uffff", b.check?.content?.label ?? "\uffff"),
    size: (a, b) => a.entry.sizeBytes - b.entry.sizeBytes,
    compressed: (a, b) => a.entry.compressedBytes - b.entry.compressedBytes,
    modified: (a, b) => compareText(a.entry.modified ?? "", b.entry.modified ?? ""),
  };
  const order = orders[view.sort];
  return (a, b) => sign * order(a, b) || byNumber(a, b);
}

/** Splits folders and file name up to a maximum depth, because a name can have 30,000 folders. */
function splitPath(name: string): string[] {
  const parts = name.split("/");
  return parts.length <= deepest ? parts : [...parts.slice(0, deepest), parts.slice(deepest).join("/")];
}

type Branch = { folders: Map<string, Branch>; files: FileRow[]; count: number };

/** Builds folders from slashes in names. A folder precedes its files; both keep the file order. */
function makeTree(files: readonly FileRow[], closed: ReadonlySet<string>): FileListRow[] {
  const root: Branch = { folders: new Map(), files: [], count: 0 };
  for (const file of files) {
    const parts = splitPath(file.entry.name);
    let branch = root;
    for (const part of parts.slice(0, -1)) {
      let next = branch.folders.get(part);
      if (!next) {
        next = { folders: new Map(), files: [], count: 0 };
        branch.folders.set(part, next);
      }
      next.count += 1;
      branch = next;
    }
    branch.files.push({ ...file, label: parts.at(-1) || file.entry.name, depth: parts.length - 1 });
  }
  const rows: FileListRow[] = [];
  collect(root, "", 0, closed, rows);
  return rows;
}

/** Walks folders iteratively, so that depth cannot overflow the call stack. */
function collect(
  root: Branch,
  rootPath: string,
  rootDepth: number,
  closed: ReadonlySet<string>,
  rows: FileListRow[],
): void {
  const stack: ({ branch: Branch; path: string; depth: number; label: string } | { files: FileRow[] })[] = [];
  const enter = (branch: Branch, path: string, depth: number) => {
    stack.push({ files: branch.files });
    for (const [label, inner] of [...branch.folders].reverse())
      stack.push({ branch: inner, path: `${path}${label}/`, depth, label });
  };
  enter(root, rootPath, rootDepth);
  for (let step = stack.pop(); step; step = stack.pop()) {
    if ("files" in step) {
      for (const file of step.files) rows.push(file);
      continue;
    }
    const open = !closed.has(step.path);
    rows.push({
      kind: "folder",
      id: `folder-${rows.length}`,
      path: step.path,
      label: step.label,
      depth: step.depth,
      files: step.branch.count,
      open,
    });
    if (open) enter(step.branch, step.path, step.depth + 1);
  }
}

/** Finds the next row after `after`, wrapping around, whose label starts with the typed text. */
export function findTyped(rows: readonly FileListRow[], typed: string, after: number): number {
  const wanted = typed.toLowerCase();
  for (let step = 0; step < rows.length; step += 1) {
    const index = (after + step) % rows.length;
    const row = rows[index];
    if (!row) continue;
    const last = row.label.split("/").at(-1) ?? row.label;
    if (row.label.toLowerCase().startsWith(wanted) || last.toLowerCase().startsWith(wanted)) return index;
  }
  return -1;
}
