import type { StructureDefect } from "./model.ts";
import type { PdfFile } from "./pdf-file.ts";
import { isName, PdfDict, PdfRef, type PdfValue } from "./values.ts";

export type PageLeaf = { dict: PdfDict; key: string | null; resources: PdfValue };
export type PageTree = { leaves: PageLeaf[]; declared: number | null; defects: StructureDefect[] };

const maxNodes = 200_000;

type Visit = { value: PdfValue; resources: PdfValue; path: ReadonlySet<string> };

/** Walks the page tree (ISO 32000-1, 7.7.3) and compares it with the number of pages that it declares. */
export function walkPageTree(file: PdfFile, root: PdfDict): PageTree {
  const top = file.dict(root.entries.get("Pages"));
  const leaves: PageLeaf[] = [];
  const count = top === null ? null : file.get(top, "Count");
  const declared = typeof count === "number" ? count : null;
  const seen = new Map<string, number>();
  const found = { cycles: 0, broken: 0, nodes: 0 };
  const stack: Visit[] = [{ value: root.entries.get("Pages") ?? null, resources: null, path: new Set() }];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    found.nodes += 1;
    if (found.nodes > maxNodes) break;
    const key = visit.value instanceof PdfRef ? visit.value.key : null;
    if (key !== null && visit.path.has(key)) {
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
    if (kids.length + found.nodes > maxNodes * 2) break;
    const path = key === null ? visit.path : new Set([...visit.path, key]);
    for (const kid of kids.toReversed()) stack.push({ value: kid, resources, path });
  }
  const repeated = [...seen.values()].filter((times) => times > 1).length;
  return { leaves, declared, defects: describe(declared, leaves.length, repeated, found) };
}

function describe(
  declared: number | null,
  leaves: number,
  repeated: number,
  { cycles, broken, nodes }: { cycles: number; broken: number; nodes: number },
): StructureDefect[] {
  const defects: StructureDefect[] = [];
  if (nodes > maxNodes) defects.push({ code: "unchecked", severity: "warning" });
  else if (declared !== leaves)
    defects.push({ code: "count_differs", severity: "error", values: { declared: declared ?? 0, found: leaves } });
  if (cycles > 0) defects.push({ code: "tree_cycle", severity: "error" });
  if (broken > 0) defects.push({ code: "tree_broken", severity: "warning", values: { count: broken } });
  if (repeated > 0) defects.push({ code: "page_repeated", severity: "note", values: { count: repeated } });
  return defects;
}
