import { type Content, listContents } from "../blocks.ts";
import type { Part, Report, Section, Table } from "../model.ts";
import { aroundBox, boxItems, boxWidth } from "./box.ts";
import {
  addElement,
  hasHead,
  layoutFacts,
  layoutHead,
  layoutList,
  layoutTableRow,
  layoutText,
  type Place,
} from "./parts.ts";
import { layoutPictures, type PictureFiles } from "./pictures.ts";
import { type Item, layoutRow } from "./row.ts";
import { heightOf, ownText, paper, sizes } from "./styles.ts";
import type { Pdf, Typeface } from "./typeface.ts";
import { mm } from "./units.ts";

type Element = PDFKit.PDFStructureElement;

/** One block of a page, and what it shows. Contents higher than a page have several. */
export type Fragment = { content: Content; item: Item };

/** Top of a bookmark's place; the text stands below it. */
const withBookmark = (item: Item, title: string): Item => ({
  ...item,
  draw(pdf, x, y) {
    const short = title.length > 100 ? `${title.slice(0, 99)}…` : title;
    // pdfkit counts `left` from the right edge.
    pdf.outline.addItem(short.toWellFormed(), { top: y, left: pdf.page.width } as object);
    item.draw(pdf, x, y);
  },
});

const asideTexts = (aside: string | null, size: number) => (aside === null ? [] : [ownText(` (${aside})`, { size })]);

/** Lays out a report for pages of a height in points: its elements are added to `root` in their order, before anything is drawn. */
export function layoutReport(
  report: Report,
  pictures: PictureFiles,
  root: Element,
  { pdf, typeface, roomHeight }: { pdf: Pdf; typeface: Typeface; roomHeight: number },
): { fragments: Fragment[]; layoutRepeatedHead: (table: Table) => Item[] } {
  const sections = new Map<Section, Element>();
  const tables = new Map<Table, Element>();
  /** Facts that follow each other are one list. */
  let facts: { section: Section; list: Element } | null = null;
  const whole = { pdf, typeface, width: paper.width, maxHeight: roomHeight };

  const sectionOf = (section: Section): Element => {
    const known = sections.get(section) ?? addElement({ pdf }, root, "Sect");
    sections.set(section, known);
    return known;
  };
  const tableOf = (table: Table, parent: Element): Element => {
    const known = tables.get(table) ?? addElement({ pdf }, parent, "Table");
    tables.set(table, known);
    return known;
  };

  function layoutHeading({ title, aside }: Section, where: Place): Item[] {
    const size = sizes.heading;
    const texts = [ownText(title ?? "", { font: "bold", size }), ...asideTexts(aside, size)];
    const column = { x: 0, width: where.width, texts, size, tag: "H2", element: addElement(where, where.parent, "H2") };
    const rule = { width: where.width, thickness: 0.3 * mm, color: "#000000" };
    const style = { lineHeight: heightOf(size), before: 2.4 * mm, after: 0.8 * mm, rule };
    return layoutRow([column], style, where.maxHeight, typeface).map((item, at) =>
      at === 0 ? withBookmark(item, title ?? "") : item,
    );
  }

  function layoutPart(part: Exclude<Part, Table>, section: Section, where: Place): Item[] {
    if (part.kind !== "facts") facts = null;
    if (part.kind === "list") return layoutList(part, where);
    if (part.kind === "pictures") return layoutPictures(part, pictures, where);
    if (part.kind === "facts") {
      if (facts?.section !== section) facts = { section, list: addElement(where, where.parent, "L") };
      return layoutFacts(part, { ...where, parent: facts.list });
    }
    const items = layoutText(part, where);
    const title = part.spans.map(({ text }) => text).join("");
    return part.isTitle ? items.map((item, at) => (at === 0 ? withBookmark(item, title) : item)) : items;
  }

  function layoutFrame(section: Section, parent: Element): Item[] {
    const { frame, title, aside, parts } = section;
    const where: Place = { pdf, typeface, parent, width: boxWidth, maxHeight: roomHeight - aroundBox };
    const items: Item[] = [];
    if (title !== null) {
      const size = sizes.conclusion;
      const sign = frame === null || frame === "plain" ? {} : { mark: frame };
      const texts = [{ ...ownText(title, { font: "bold", size }), ...sign }, ...asideTexts(aside, size)];
      const column = { x: 0, width: where.width, texts, size, tag: "H2", element: addElement(where, parent, "H2") };
      const rows = layoutRow([column], { lineHeight: heightOf(size) }, where.maxHeight, typeface);
      items.push(...rows.map((item, at) => (at === 0 ? withBookmark(item, title) : item)));
    }
    for (const part of parts) {
      if (part.kind !== "table") {
        items.push(...layoutPart(part, section, where));
        continue;
      }
      facts = null;
      const table = tableOf(part, parent);
      if (hasHead(part)) items.push(...layoutHead(part, table, where));
      for (const cells of part.rows) items.push(...layoutTableRow(part, table, cells, where));
    }
    return boxItems(items, where.maxHeight);
  }

  function layoutContent(content: Content): Item[] {
    const { section } = content;
    const parent = sectionOf(section);
    const where: Place = { ...whole, parent };
    if (content.kind === "part") return layoutPart(content.part, section, where);
    facts = null;
    if (content.kind === "frame") return layoutFrame(section, parent);
    if (content.kind === "heading") return layoutHeading(section, where);
    const table = tableOf(content.table, parent);
    if (content.kind === "head") return layoutHead(content.table, table, where);
    return layoutTableRow(content.table, table, content.table.rows[content.row] ?? [], where);
  }

  const fragments = listContents(report).flatMap((content) =>
    layoutContent(content).map((item) => ({ content, item })),
  );
  const layoutRepeatedHead = (table: Table) => layoutHead(table, null, { ...whole, parent: root });
  return { fragments, layoutRepeatedHead };
}
