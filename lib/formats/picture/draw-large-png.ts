import { findReduction } from "./large-picture.ts";
import { makeBmp } from "./make-bmp.ts";
import type { ReducedPicture } from "./model.ts";
import { type PngChunk, readPngChunks } from "./png-chunks.ts";
import { unfilterRow } from "./png-filters.ts";
import { type PngLayout, readPngRow } from "./png-pixels.ts";
import { adam7, listPasses } from "./png-rows.ts";
import { ReducedCanvas } from "./reduced-canvas.ts";

const samplesOf = [1, 0, 3, 1, 2, 0, 4];

/**
 * Draws a PNG row by row at reduced size, so that its full size is never in memory. What is missing stays transparent.
 * @throws Error if nothing can be drawn
 */
export async function drawLargePng(bytes: Uint8Array<ArrayBuffer>, mostPixels: number): Promise<ReducedPicture> {
  const { chunks, brokenAt } = readPngChunks(bytes);
  const all = brokenAt ? [...chunks, brokenAt] : chunks;
  const find = (type: string) => all.find((chunk) => chunk.type === type);
  const header = find("IHDR");
  if (header === undefined || header.to - header.from < 13) throw new Error("No header");
  const view = new DataView(bytes.buffer, bytes.byteOffset + header.from);
  const size = { width: view.getUint32(0), height: view.getUint32(4) };
  const [depth = 8, colour = 0, , , interlace] = bytes.subarray(header.from + 8, header.to);
  const samples = samplesOf[colour] ?? 0;
  if (samples === 0) throw new Error("An unknown colour type");
  const content = (chunk: PngChunk | undefined) => (chunk ? bytes.subarray(chunk.from, chunk.to) : new Uint8Array());
  const layout = { colour, depth, samples, palette: content(find("PLTE")), alpha: content(find("tRNS")) };
  const reduction = findReduction(size, mostPixels);
  const canvas = new ReducedCanvas(size.width, size.height, reduction);
  const data = new Blob(all.filter(({ type }) => type === "IDAT").map(({ from, to }) => bytes.subarray(from, to)));
  if ((await drawRows(data, layout, size, interlace === 1, canvas)) === 0) throw new Error("No row could be decoded");
  const { width, height } = canvas;
  return { bmp: makeBmp(canvas.finish(), width, height), width, height, reduction };
}

/** @returns number of rows that were drawn, until the data end or are damaged */
async function drawRows(
  data: Blob,
  layout: PngLayout,
  { width, height }: { width: number; height: number },
  isInterlaced: boolean,
  canvas: ReducedCanvas,
): Promise<number> {
  const bits = layout.depth * layout.samples;
  const pixelBytes = Math.max(1, bits >> 3);
  const lines = readLines(data.stream().pipeThrough(new DecompressionStream("deflate")));
  let drawn = 0;
  for (const [index, { rows, rowBytes }] of listPasses(width, height, bits, isInterlaced).entries()) {
    const [left, top, across, down] = isInterlaced ? (adam7[index] as (typeof adam7)[0]) : [0, 0, 1, 1];
    const rgba = new Uint8ClampedArray(Math.max(0, Math.ceil((width - left) / across)) * 4);
    let before = new Uint8Array(rowBytes);
    let line = new Uint8Array(rowBytes);
    for (let row = 0; row < rows; row += 1) {
      const filter = await lines(line);
      if (filter === null || filter > 4) return drawn;
      unfilterRow(filter, line, before, pixelBytes);
      readPngRow(line, layout, rgba);
      canvas.add(rgba, left, top + row * down, across);
      [before, line] = [line, before];
      drawn += 1;
    }
  }
  return drawn;
}

/** Returns a function that fills the next scan line and returns its filter, or null once the data end. */
function readLines(stream: ReadableStream<Uint8Array>): (line: Uint8Array) => Promise<number | null> {
  const reader = stream.getReader();
  let chunk = new Uint8Array();
  let at = 0;
  const refill = async (): Promise<boolean> => {
    while (at >= chunk.length) {
      const next = await reader.read().catch(() => null);
      if (next === null || next.done) return false;
      chunk = next.value as Uint8Array<ArrayBuffer>;
      at = 0;
    }
    return true;
  };
  return async (line) => {
    if (at >= chunk.length && !(await refill())) return null;
    const filter = chunk[at] as number;
    at += 1;
    for (let filled = 0; filled < line.length; ) {
      if (at >= chunk.length && !(await refill())) return null;
      const part = chunk.subarray(at, at + line.length - filled);
      line.set(part, filled);
      filled += part.length;
      at += part.length;
    }
    return filter;
  };
}
