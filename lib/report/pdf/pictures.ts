import type { Pictures } from "../model.ts";
import { addElement, type Place } from "./parts.ts";
import { asContent } from "./pen.ts";
import { type Item, layoutRow } from "./row.ts";
import { cellTexts, heightOf, sizes } from "./styles.ts";
import type { Pdf } from "./typeface.ts";
import { mm } from "./units.ts";

/** Pictures by number of their file: JPEG. */
export type PictureFiles = ReadonlyMap<number, Uint8Array>;

const gap = 4 * mm;
const box = { width: 46 * mm, height: 30 * mm };
const beside = 3 * mm;
const top = 1.2 * mm;

type Picture = Pictures["items"][number];

/** Parts of pdfkit that its types lack. */
type OpenedImage = { width: number; height: number };
type WithImages = { openImage: (bytes: Uint8Array) => OpenedImage };
type WithDictionary = { dictionary: { data: Record<string, unknown> } };

/** @throws Error for bytes that are not JPEG */
function openJpeg(pdf: Pdf, bytes: Uint8Array): OpenedImage {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new Error("A picture of the report is not JPEG");
  return (pdf as unknown as WithImages).openImage(bytes);
}

/** @returns the picture's place and its text beside it; one that the view has no bytes of is described only */
function layoutPicture({ number, name, lines }: Picture, files: PictureFiles, x: number, where: Place): Item {
  const { pdf, parent, width, maxHeight, typeface } = where;
  const bytes = files.get(number);
  const image = bytes === undefined ? null : openJpeg(pdf, bytes);
  const scale = image === null ? 0 : Math.min(box.width / image.width, box.height / image.height);
  const size = image === null ? null : { width: image.width * scale, height: image.height * scale };
  const alt = [name, ...lines.map((line) => line.map(({ text }) => text).join(""))].join(", ");
  const figure = size === null ? null : addElement(where, parent, "Figure", { alt });
  const textX = size === null ? 0 : size.width + beside;
  const rows = lines
    .map((line) => cellTexts(line))
    .flatMap((texts) =>
      layoutRow(
        [
          {
            x: x + textX,
            width: width - textX,
            texts,
            size: sizes.text,
            tag: "P",
            element: addElement(where, parent, "P"),
          },
        ],
        { lineHeight: heightOf(sizes.text) },
        maxHeight,
        typeface,
      ),
    );
  const height = rows.reduce((sum, row) => sum + row.height, 0);
  return {
    height: Math.max(height, size?.height ?? 0) + top,
    draw(_, left, y) {
      if (figure !== null && size !== null && image !== null) {
        const from = { x: left + x, y: y + top };
        (figure as unknown as WithDictionary).dictionary.data.A = {
          O: "Layout",
          Placement: "Block",
          BBox: [from.x, pdf.page.height - from.y - size.height, from.x + size.width, pdf.page.height - from.y],
        };
        asContent(pdf, figure, "Figure", () => {
          pdf.image(image as unknown as string, from.x, from.y, size);
          pdf
            .rect(from.x, from.y, size.width, size.height)
            .lineWidth(0.2 * mm)
            .strokeColor("#000000")
            .stroke();
        });
      }
      let at = y + top;
      for (const row of rows) {
        row.draw(pdf, left, at);
        at += row.height;
      }
    },
  };
}

/** Two pictures side by side, each with its text. */
export function layoutPictures({ items }: Pictures, files: PictureFiles, where: Place): Item[] {
  const width = (where.width - gap) / 2;
  const pairs: Item[] = [];
  for (let at = 0; at < items.length; at += 2) {
    const pair = items
      .slice(at, at + 2)
      .map((item, column) => layoutPicture(item, files, column * (width + gap), { ...where, width }));
    pairs.push({
      height: Math.max(...pair.map(({ height }) => height)),
      draw: (pdf, x, y) => {
        for (const one of pair) one.draw(pdf, x, y);
      },
    });
  }
  return pairs;
}
