import type { Report, Section, Table } from "./model.ts";
import type { Block } from "./paginate.ts";

/** What one block of paper shows. A framed section is one block; a table has one for its head and one for each row. */
export type Content =
  | { kind: "frame"; section: Section }
  | { kind: "heading"; section: Section }
  | { kind: "part"; section: Section; part: Exclude<Section["parts"][number], Table> }
  | { kind: "head"; section: Section; table: Table }
  | { kind: "row"; section: Section; table: Table; row: number };

const hasHead = (table: Table) => table.columns.some(({ title }) => title !== "");

function* ofSection(section: Section): Generator<Content> {
  if (section.frame !== null) {
    yield { kind: "frame", section };
    return;
  }
  if (section.title !== null) yield { kind: "heading", section };
  for (const part of section.parts) {
    if (part.kind === "facts" && part.items.length > 0) {
      // Two items stand in one line.
      for (let at = 0; at < part.items.length; at += part.columns)
        yield { kind: "part", section, part: { ...part, items: part.items.slice(at, at + part.columns) } };
    } else if (part.kind === "table") {
      if (hasHead(part)) yield { kind: "head", section, table: part };
      for (const row of part.rows.keys()) yield { kind: "row", section, table: part, row };
    } else yield { kind: "part", section, part };
  }
}

export const listContents = ({ sections }: Report): Content[] => sections.flatMap((section) => [...ofSection(section)]);

/** @param heights measured heights of `contents` */
export function toBlocks(contents: readonly Content[], heights: readonly number[]): Block[] {
  const heads = new Map<Table, number>();
  for (const [index, content] of contents.entries())
    if (content.kind === "head") heads.set(content.table, heights[index] ?? 0);
  const begun = new Set<Section>();
  return contents.map((content, index) => {
    const isBegin = !begun.has(content.section);
    begun.add(content.section);
    return {
      height: heights[index] ?? 0,
      headHeight: content.kind === "row" ? (heads.get(content.table) ?? 0) : 0,
      keepsNext: content.kind === "heading" || content.kind === "head",
      startsPage: isBegin && content.section.startsPage,
    };
  });
}

/** Contents of a page in groups: neighbouring rows of one table are one table on paper, with its head. */
export function groupContents(
  contents: readonly Content[],
): (Content | { kind: "table"; table: Table; rows: number[] })[] {
  const groups: (Content | { kind: "table"; table: Table; rows: number[] })[] = [];
  for (const content of contents) {
    if (content.kind !== "row" && content.kind !== "head") {
      groups.push(content);
      continue;
    }
    const last = groups.at(-1);
    const own =
      last?.kind === "table" && last.table === content.table
        ? last
        : { kind: "table" as const, table: content.table, rows: [] };
    if (own !== last) groups.push(own);
    if (content.kind === "row") own.rows.push(content.row);
  }
  return groups;
}
