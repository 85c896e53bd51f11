import { type HeifFile, type HeifItem, isImageItem } from "./heif-items.ts";
import { findBox } from "./iso-boxes.ts";
import { type PictureDefect, warning } from "./model.ts";

/** Checks the boxes, items and their places in a HEIF or AVIF file; the coded pixels themselves have no checksum. */
export function checkHeif(bytes: Uint8Array, file: HeifFile): PictureDefect[] {
  const { boxes, items, primary, references } = file;
  const defects: PictureDefect[] = [];
  const isSequence = findBox(boxes, "moov") !== undefined;
  if (findBox(boxes, "meta") === undefined && !isSequence) return [warning("header_missing")];
  const last = boxes.at(-1);
  const isCut = last !== undefined && (!last.isWhole || last.to < bytes.length);
  const image = primary === null ? undefined : items.get(primary);
  if (image === undefined && !isSequence) return [warning("item_missing")];
  const needed = image ? listNeeded(image, file) : [];
  const missing = needed.filter((item) => item === null || isOutside(item, bytes.length));
  if (missing.length > 0) defects.push(warning("part_outside_file", { missing: missing.length, count: needed.length }));
  else if (isCut) defects.push(warning("end_missing"));
  const others = [...items.values()].filter((item) => !needed.includes(item) && isOutside(item, bytes.length));
  if (others.length > 0 && missing.length === 0 && !isCut) defects.push(warning("end_missing"));
  if (image && !isImageItem(image)) defects.push(warning("coding_unsupported", { coding: "unknown" }));
  const tiles = image?.type === "grid" ? readGrid(bytes, image) : null;
  const linked = references.filter(({ type, from }) => type === "dimg" && from === image?.id).flatMap(({ to }) => to);
  if (tiles !== null && linked.length !== tiles)
    defects.push(warning("tiles_missing", { found: linked.length, declared: tiles }));
  return defects;
}

/** The image and all images it is composed of; null for one that is not listed. */
function listNeeded(image: HeifItem, { items, references }: HeifFile): (HeifItem | null)[] {
  const found = new Set<HeifItem | null>([image]);
  for (const item of found) {
    if (item === null) continue;
    for (const { type, from, to } of references) {
      if (type !== "dimg" || from !== item.id) continue;
      for (const id of to) found.add(items.get(id) ?? null);
    }
  }
  return [...found];
}

function isOutside({ type, ranges }: HeifItem, length: number): boolean {
  if (ranges.length === 0) return type !== "iden";
  return ranges.some(([from, to]) => to > length || from >= to);
}

/** Tiles of a grid: rows × columns (ISO/IEC 23008-12 §6.6.2.3). */
function readGrid(bytes: Uint8Array, { ranges: [range] }: HeifItem): number | null {
  if (range === undefined || range[0] + 4 > bytes.length) return null;
  return ((bytes[range[0] + 2] as number) + 1) * ((bytes[range[0] + 3] as number) + 1);
}
