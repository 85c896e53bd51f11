import type { StructureDefect } from "./model.ts";
import type { PdfFile } from "./pdf-file.ts";
import { isName, PdfDict, PdfRef, type PdfValue } from "./values.ts";

export type PageLeaf = { dict: PdfDict; key: string | null; resources: PdfValue };
/** `isComplete`: false if the tree is larger than what is read. */
export type PageTree = {
  leaves: PageLeaf[];
  declared: number | null;
  defects: StructureDefect[];
  isComplete: boolean;
};

const maxNodes = 200_000;
/** Programs write trees of a few levels. */
const maxLevels = 200;

/** A node and those above it, by their references. */
type Level = { key: string | null; above: Level | null; depth: number };
type Visit = { value: PdfValue; resources: PdfValue; level: Level | null };

/** Walks the page tree (ISO 32000-1, 7.7.3) and compares it with the number of pages that it declares. */
export function walkPageTree(file: PdfFile, root: PdfDict): PageTree {
  const top = file.dict(root.entries.get("Pages"));
  const leaves: PageLeaf[] = [];
  const count = top === null ? null : file.get(top, "Count");
  const declared = typeof count === "number" ? count : null;
  const seen = new Map<string, number>();
  const found = { cycles: 0, broken: 0 };
  let nodes = 0;
  let isComplete = true;
  const stack: Visit[] = [{ value: root.entries.get("Pages") ?? null, resources: null, level: null }];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    nodes += 1;
    if (nodes > maxNodes) {
      isComplete = false;
      break;
    }
    const key = visit.value instanceof PdfRef ? visit.value.key : null;
    if (key !== null && isAbove(visit.level, key)) {
      found.cycles += 1;
      continue;
    }
    const dict = file.resolve(visit.value);
    if (!(dict instanceof PdfDict)) {
      found.broken += 1;
      continue;
    }
    const resources = dict.entries.get("Resources") ?? visit.resources;
    const kids = file.get(dict, "Kids");
    if (!Array.isArray(kids) || isName(file.get(dict, "Type"), "Page")) {
      if (key !== null) seen.set(key, (seen.get(key) ?? 0) + 1);
      leaves.push({ dict, key, resources });
      continue;
    }
    const level = { key, above: visit.level, depth: (visit.level?.depth ?? 0) + 1 };
    if (kids.length + stack.length + nodes > maxNodes || level.depth > maxLevels) {
      isComplete = false;
      break;
    }
    for (const kid of kids.toReversed()) stack.push({ value: kid, resources, level });
  }
  const repeated = [...seen.values()].filter((times) => times > 1).length;
  const isCounted = !isComplete || declared === leaves.length;
  return {
    leaves,
    declared,
    defects: describe(declared ?? 0, isCounted ? null : leaves.length, repeated, found),
    isComplete,
  };
}

function isAbove(from: Level | null, key: string): boolean {
  for (let level = from; level !== null; level = level.above) if (level.key === key) return true;
  return false;
}

function describe(
  declared: number,
  other: number | null,
  repeated: number,
  { cycles, broken }: { cycles: number; broken: number },
): StructureDefect[] {
  const defects: StructureDefect[] = [];
  if (other !== null) defects.push({ code: "count_differs", severity: "error", values: { declared, found: other } });
  if (cycles > 0) defects.push({ code: "tree_cycle", severity: "error" });
  if (broken > 0) defects.push({ code: "tree_broken", severity: "warning", values: { count: broken } });
  if (repeated > 0) defects.push({ code: "page_repeated", severity: "note", values: { count: repeated } });
  return defects;
}
