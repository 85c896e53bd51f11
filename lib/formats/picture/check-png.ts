import { computeCrc32 } from "#lib/bytes/crc32";
import { note, type PictureDefect, warning } from "./model.ts";
import type { PngChunk, PngFile } from "./png-chunks.ts";
import { countBytes, inflateRows, listPasses } from "./png-rows.ts";

/** Larger images are not inflated for the check. Bytes of scan lines. */
const maxInflated = 1024 * 1024 * 1024;
/** Samples per pixel and permitted bit depths, by colour type (W3C PNG §11.2.2). */
const colourTypes: Record<number, { samples: number; depths: number[] }> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

type Header = { width: number; height: number; bits: number; isInterlaced: boolean; needsPalette: boolean };

/** Checks chunks, their order and checksums, and that the data inflate to exactly the pixels of each frame (W3C PNG). */
export async function checkPng(bytes: Uint8Array<ArrayBuffer>, file: PngFile): Promise<PictureDefect[]> {
  const { chunks, brokenAt, end } = file;
  const [first] = chunks;
  if (first?.type === "CgBI") return [warning("coding_unsupported", { coding: "apple_png" })];
  const header = first?.type === "IHDR" ? readHeader(bytes, first) : null;
  if (header === null) return [warning(first?.type === "IHDR" ? "header_broken" : "header_missing")];
  const defects = [...checkSums(bytes, chunks), ...checkOrder(chunks, header)];
  const all = brokenAt === null ? chunks : [...chunks, brokenAt];
  for (const [number, frame] of listFrames(bytes, all, header).entries()) {
    const found = await checkFrame(bytes, frame, header);
    if (found === null) continue;
    defects.push(number === 0 ? found : warning("frame_broken", { frame: number + 1 }));
    if (number > 0) break;
  }
  defects.push(...checkFrameCount(bytes, all));
  if (end === null) defects.push(defects.length > 0 ? note("end_mark_missing") : warning("end_missing"));
  return defects;
}

function readHeader(bytes: Uint8Array, { from, to }: PngChunk): Header | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, to - from);
  if (to - from !== 13) return null;
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, colour = 0, compression, filter, interlace] = bytes.subarray(from + 8, to);
  const type = colourTypes[colour];
  const isKnown = compression === 0 && filter === 0 && (interlace === 0 || interlace === 1);
  if (width === 0 || height === 0 || !type?.depths.includes(depth) || !isKnown) return null;
  return { width, height, bits: type.samples * depth, isInterlaced: interlace === 1, needsPalette: colour === 3 };
}

function checkSums(bytes: Uint8Array, chunks: readonly PngChunk[]): PictureDefect[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wrong = chunks.filter(({ at, to }) => computeCrc32(bytes.subarray(at + 4, to)) !== view.getUint32(to));
  const [first] = wrong;
  // A damaged type may have any bytes.
  const name = first && /^[A-Za-z]{4}$/u.test(first.type) ? first.type : "?";
  return first ? [warning("checksum_wrong", { chunk: name, count: wrong.length })] : [];
}

/** Order of the chunks that the pixels need (W3C PNG §5.6). */
function checkOrder(chunks: readonly PngChunk[], { needsPalette }: Header): PictureDefect[] {
  const types = chunks.map(({ type }) => type);
  const data = types.indexOf("IDAT");
  const isSplit = data >= 0 && types.slice(data, types.lastIndexOf("IDAT")).some((type) => type !== "IDAT");
  const palette = types.indexOf("PLTE");
  const isLate = palette > data && data >= 0;
  const isRepeated = types.lastIndexOf("IHDR") > 0 || types.lastIndexOf("PLTE") !== palette;
  if (isSplit || isLate || isRepeated) return [warning("order_wrong")];
  return needsPalette && palette < 0 ? [warning("tables_missing")] : [];
}

type Frame = { width: number; height: number; parts: [from: number, to: number][] };

/** The image of IDAT, then the frames of fdAT (APNG, W3C PNG §11.3.6). */
function listFrames(bytes: Uint8Array, chunks: readonly PngChunk[], { width, height }: Header): Frame[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Frame[] = [{ width, height, parts: [] }];
  for (const { type, from, to } of chunks) {
    if (type === "IDAT") frames[0]?.parts.push([from, to]);
    if (type === "fcTL" && to - from >= 12 && frames[0] && frames[0].parts.length > 0)
      frames.push({ width: view.getUint32(from + 4), height: view.getUint32(from + 8), parts: [] });
    if (type === "fdAT" && frames.length > 1) frames.at(-1)?.parts.push([Math.min(from + 4, to), to]);
  }
  return frames;
}

async function checkFrame(bytes: Uint8Array<ArrayBuffer>, frame: Frame, header: Header): Promise<PictureDefect | null> {
  const passes = listPasses(frame.width, frame.height, header.bits, header.isInterlaced);
  const expected = countBytes(passes);
  if (frame.parts.length === 0) return warning("data_short", { percent: 100 });
  if (expected > maxInflated) return warning("check_stopped");
  const parts = frame.parts.map(([from, to]) => bytes.subarray(from, to));
  const { produced, isDamaged, hasWrongFilter } = await inflateRows(parts, passes);
  if (hasWrongFilter) return warning("filter_wrong");
  if (produced > expected) return warning("data_left_over");
  if (produced < expected) {
    const percent = Math.max(1, Math.round((1 - produced / expected) * 100));
    return isDamaged ? warning("data_broken", { percent: 100 - percent }) : warning("data_short", { percent });
  }
  return isDamaged ? warning("data_end_wrong") : null;
}

function checkFrameCount(bytes: Uint8Array, chunks: readonly PngChunk[]): PictureDefect[] {
  const declared = readFrameCount(bytes, chunks);
  const found = chunks.filter(({ type }) => type === "fcTL").length;
  return declared !== null && found < declared ? [warning("frames_missing", { found, declared })] : [];
}

/** Number of frames of an APNG; null for other PNGs. */
export function readFrameCount(bytes: Uint8Array, chunks: readonly PngChunk[]): number | null {
  const control = chunks.find(({ type, from, to }) => type === "acTL" && to - from === 8);
  return control ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(control.from) : null;
}
