import { breakLines, type Line, type StyledText } from "./break-lines.ts";
import { asArtifact, asContent, drawLine, drawRule, drawSigns } from "./pen.ts";
import type { Pdf, Typeface } from "./typeface.ts";

type Element = PDFKit.PDFStructureElement;

/** Something with a height that is drawn at a place of the current page; points. */
export type Item = { height: number; draw: (pdf: Pdf, x: number, y: number) => void };

/** A column of text. `size` sets the baseline; without an element the text is drawn as an artifact. */
export type Column = {
  x: number;
  width: number;
  texts: readonly StyledText[];
  size: number;
  tag: string;
  element: Element | null;
};

export type RowStyle = {
  lineHeight: number;
  before?: number;
  after?: number;
  /** A line below, as wide as the row. */
  rule?: { width: number; thickness: number; color: string };
};

type Broken = Column & { lines: Line[] };

function makeItem(columns: readonly Broken[], from: number, to: number, style: RowStyle): Item {
  const { lineHeight, before = 0, after = 0, rule } = style;
  const shown = columns.map((column) => ({ ...column, lines: column.lines.slice(from, to) }));
  const lines = Math.max(...shown.map((column) => column.lines.length));
  const height = before + lines * lineHeight + after;
  const eachLine = (column: Broken, y: number, draw: (line: Line, y: number) => void) => {
    for (const [at, line] of column.lines.entries()) draw(line, y + before + at * lineHeight);
  };
  return {
    height,
    draw(pdf, left, top) {
      if (rule || shown.some((column) => column.lines.some(({ signs }) => signs.length > 0)))
        asArtifact(pdf, "Layout", () => {
          if (rule) drawRule(pdf, left, top + height - rule.thickness / 2, rule.width, rule.thickness, rule.color);
          for (const column of shown)
            eachLine(column, top, (line, y) => drawSigns(pdf, line, left + column.x, y, lineHeight));
        });
      for (const column of shown) {
        if (column.lines.every(({ runs }) => runs.length === 0)) continue;
        const draw = () =>
          eachLine(column, top, (line, y) => drawLine(pdf, line, left + column.x, y, lineHeight, column.size));
        if (column.element === null) asArtifact(pdf, "Pagination", draw);
        else asContent(pdf, column.element, column.tag, draw);
      }
    },
  };
}

/** Sets columns of text side by side; a row higher than `maxHeight` is divided between lines. */
export function layoutRow(columns: readonly Column[], style: RowStyle, maxHeight: number, typeface: Typeface): Item[] {
  const broken = columns.map((column) => ({ ...column, lines: breakLines(column.texts, column.width, typeface) }));
  const count = Math.max(...broken.map(({ lines }) => lines.length));
  const { lineHeight, before = 0, after = 0 } = style;
  const perItem = Math.max(1, Math.floor((maxHeight - before - after) / lineHeight));
  const items: Item[] = [];
  for (let from = 0; from < count; from += perItem) items.push(makeItem(broken, from, from + perItem, style));
  return items;
}
