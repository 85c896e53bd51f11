import { findBytes } from "#lib/bytes/find-bytes";
import { findBox, readIsoBoxes } from "./iso-boxes.ts";
import { note, type PictureDefect, warning } from "./model.ts";

const markers = { size: 0xff51, tilePart: 0xff90, end: 0xffd9 } as const;
const start = [0xff, 0x4f, 0xff, 0x51];

/** Checks a JPEG 2000 file or codestream: sizes, tile-parts and the end marker (ITU T.800 §A.2–A.5, §I.5). */
export function checkJpeg2000(bytes: Uint8Array): PictureDefect[] {
  const [at] = findBytes(bytes, start);
  if (at === undefined) return [warning("header_missing")];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 42 > bytes.length) return [warning("header_broken")];
  const u32 = (offset: number) => view.getUint32(at + offset);
  const [right, bottom, left, top] = [u32(8), u32(12), u32(16), u32(20)];
  const [tileWidth, tileHeight, tileLeft, tileTop] = [u32(24), u32(28), u32(32), u32(36)];
  const components = view.getUint16(at + 40);
  if (
    right <= left ||
    bottom <= top ||
    tileWidth === 0 ||
    tileHeight === 0 ||
    components === 0 ||
    tileLeft > left ||
    tileTop > top
  )
    return [warning("header_broken")];
  const tiles = Math.ceil((right - tileLeft) / tileWidth) * Math.ceil((bottom - tileTop) / tileHeight);
  return [...compareSizes(bytes, at, right - left, bottom - top), ...checkTiles(bytes, view, at + 2, tiles)];
}

/** The header box must agree with the codestream, because readers choose either. */
function compareSizes(bytes: Uint8Array, codestream: number, width: number, height: number): PictureDefect[] {
  const header = findBox(readIsoBoxes(bytes, 0, codestream), "jp2h");
  const image = header && findBox(readIsoBoxes(bytes, header.from, header.to), "ihdr");
  if (image === undefined || image.to - image.from < 8) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const declared = [view.getUint32(image.from + 4), view.getUint32(image.from)];
  if (declared[0] === width && declared[1] === height) return [];
  return [warning("sizes_differ", { first: declared.join(" × "), second: `${width} × ${height}` })];
}

type Tile = { parts: number; declared: number };

function checkTiles(bytes: Uint8Array, view: DataView, from: number, tiles: number): PictureDefect[] {
  const seen = new Map<number, Tile>();
  const end = walkTileParts(bytes, view, from, seen);
  const whole = [...seen.values()].filter(({ parts, declared }) => parts >= declared).length;
  const isWhole = whole >= tiles;
  if (end === "marker" && isWhole) return [];
  if (end === "file" && isWhole) return [note("end_mark_missing")];
  if (seen.size === 0) return [warning("data_short", { percent: 100 })];
  if (end === "broken") return [warning("data_broken", { percent: Math.floor((whole / tiles) * 100) })];
  return [tiles > 1 && !isWhole ? warning("tiles_missing", { found: whole, declared: tiles }) : warning("end_missing")];
}

/** @returns where the tile-parts end: at the end marker, with the file, inside a tile-part, or at other bytes */
function walkTileParts(bytes: Uint8Array, view: DataView, from: number, seen: Map<number, Tile>) {
  const mark = (at: number) => (at + 2 <= bytes.length ? view.getUint16(at) : 0);
  for (let at = from; ; ) {
    const marker = mark(at);
    if (marker === markers.end) return "marker";
    if (at >= bytes.length) return "file";
    if (marker < 0xff00) return at + 2 > bytes.length ? "cut" : "broken";
    if (at + 4 > bytes.length) return "cut";
    if (marker !== markers.tilePart) {
      at += 2 + Math.max(2, mark(at + 2));
      if (at > bytes.length) return "cut";
      continue;
    }
    if (at + 12 > bytes.length) return "cut";
    const tile = seen.get(mark(at + 4)) ?? { parts: 0, declared: 1 };
    const length = view.getUint32(at + 6);
    tile.declared = Math.max(tile.declared, bytes[at + 11] as number);
    seen.set(mark(at + 4), tile);
    // The last tile-part may omit its length and then ends with the image.
    const next = length === 0 ? findEnd(bytes, at) : at + length;
    if (next <= at || next > bytes.length) return "cut";
    tile.parts += 1;
    at = next;
  }
}

function findEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.length - 2; at > from; at -= 1) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return at;
  return bytes.length + 1;
}
