import type { Cell, Facts, List, Table, Text } from "../model.ts";
import { type Column, type Item, layoutRow } from "./row.ts";
import { cellTexts, grey, heightOf, ownText, ruleGrey, sizes } from "./styles.ts";
import type { Pdf, Typeface } from "./typeface.ts";
import { mm } from "./units.ts";

type Element = PDFKit.PDFStructureElement;

/** Where a part goes: below which element, how wide, and how high at most, in points. */
export type Place = { pdf: Pdf; typeface: Typeface; parent: Element; width: number; maxHeight: number };

export function addElement({ pdf }: Pick<Place, "pdf">, parent: Element, tag: string, options: object = {}): Element {
  const element = pdf.struct(tag, options as PDFKit.Mixins.StructureElementOptions);
  parent.add(element);
  return element;
}

export function layoutText({ spans, isTitle }: Text, place: Place): Item[] {
  const { parent, width, maxHeight, typeface } = place;
  const size = isTitle ? sizes.title : sizes.text;
  const tag = isTitle ? "H1" : "P";
  const texts = cellTexts(spans, size).map((one) =>
    isTitle ? { ...one, style: { ...one.style, font: "bold" as const } } : one,
  );
  const column = { x: 0, width, texts, size, tag, element: addElement(place, parent, tag) };
  const style = isTitle ? { lineHeight: size * 1.25, before: 2 * mm } : { lineHeight: heightOf(size), before: 1 * mm };
  return layoutRow([column], style, maxHeight, typeface);
}

/** An item of a list: what stands before its text, and the text. */
function listItem(
  place: Place,
  list: Element,
  label: Omit<Column, "element" | "tag">,
  body: Omit<Column, "element" | "tag">,
) {
  const item = addElement(place, list, "LI");
  return [
    { ...label, tag: "Lbl", element: addElement(place, item, "Lbl") },
    { ...body, tag: "LBody", element: addElement(place, item, "LBody") },
  ];
}

const indent = 4 * mm;

export function layoutList({ items }: List, place: Place): Item[] {
  const { parent, width, maxHeight, typeface } = place;
  if (items.length === 0) return [];
  const list = addElement(place, parent, "L");
  const size = sizes.text;
  return items.flatMap((cell, at) => {
    const label = { x: 1.2 * mm, width: indent, texts: [ownText("•")], size };
    const body = { x: indent, width: width - indent, texts: cellTexts(cell), size };
    const style = { lineHeight: heightOf(size), before: at === 0 ? 1 * mm : 0 };
    return layoutRow(listItem(place, list, label, body), style, maxHeight, typeface);
  });
}

const gap = 4 * mm;
const nameWidth = 29 * mm;
const afterName = 2 * mm;

/** @param list of all facts that follow each other: `parent` of the place */
export function layoutFacts({ columns, items }: Facts, place: Place): Item[] {
  const { parent, width, maxHeight, typeface } = place;
  const columnWidth = (width - gap * (columns - 1)) / columns;
  const size = sizes.text;
  const sets: Facts["items"][] = [];
  for (let at = 0; at < items.length; at += columns) sets.push(items.slice(at, at + columns));
  return sets.flatMap((set, row) => {
    const cells = set.flatMap(({ name, value }, at) => {
      const x = at * (columnWidth + gap);
      const label = { x, width: nameWidth, texts: [ownText(name, { color: grey })], size };
      const body = {
        x: x + nameWidth + afterName,
        width: columnWidth - nameWidth - afterName,
        texts: cellTexts(value),
        size,
      };
      return listItem(place, parent, label, body);
    });
    const style = { lineHeight: heightOf(size), before: row === 0 ? 0.4 * mm : 0 };
    return layoutRow(cells, style, maxHeight, typeface);
  });
}

export const hasHead = ({ columns }: Table): boolean => columns.some(({ title }) => title !== "");

const cellGap = 1.5 * mm;
const cellStyle = (width: number, thickness: number, color: string) => ({
  lineHeight: heightOf(sizes.text),
  before: 0.5 * mm,
  after: 0.5 * mm,
  rule: { width, thickness, color },
});

function place(table: Table, width: number): { x: number; width: number }[] {
  let x = 0;
  return table.columns.map((column) => {
    const own = (column.width / 100) * width;
    const at = { x, width: own - cellGap };
    x += own;
    return at;
  });
}

/** @param table the element, or null for a head that is repeated on another page */
export function layoutHead(model: Table, table: Element | null, where: Place): Item[] {
  const row = table === null ? null : addElement(where, table, "TR");
  const columns = place(model, where.width).map((at, index) => ({
    ...at,
    texts: [ownText(model.columns[index]?.title ?? "", { font: "bold", color: grey })],
    size: sizes.text,
    tag: "TH",
    element: row === null ? null : addElement(where, row, "TH", { scope: "Column" }),
  }));
  return layoutRow(columns, cellStyle(where.width, 0.3 * mm, "#000000"), where.maxHeight, where.typeface);
}

export function layoutTableRow(model: Table, table: Element, cells: readonly Cell[], where: Place): Item[] {
  const row = addElement(where, table, "TR");
  const isNamed = !hasHead(model);
  const columns = place(model, where.width).flatMap((at, index) => {
    const isName = isNamed && index === 0;
    const tag = isName ? "TH" : "TD";
    const element = addElement(where, row, tag, isName ? { scope: "Row" } : {});
    return [{ ...at, texts: cellTexts(cells[index] ?? []), size: sizes.text, tag, element }];
  });
  return layoutRow(columns, cellStyle(where.width, 0.15 * mm, ruleGrey), where.maxHeight, where.typeface);
}
