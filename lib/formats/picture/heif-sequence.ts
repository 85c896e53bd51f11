import { findBox, type IsoBox, readIsoBoxes } from "./iso-boxes.ts";

/** Numbers of pictures in the tracks of an image sequence (ISO/IEC 23008-12 §7); 0 in a file without tracks. */
export type HeifSequence = { frames: number; thumbnails: number };

const maxTracks = 100;

/** Reads the tracks of a sequence. Never throws; what cannot be read is not counted. */
export function readHeifSequence(bytes: Uint8Array, boxes: readonly IsoBox[]): HeifSequence {
  const movie = findBox(boxes, "moov");
  const found: HeifSequence = { frames: 0, thumbnails: 0 };
  if (movie === undefined) return found;
  const tracks = readIsoBoxes(bytes, movie.from, movie.to).filter(({ type }) => type === "trak");
  for (const track of tracks.slice(0, maxTracks)) {
    const parts = readIsoBoxes(bytes, track.from, track.to);
    const references = findBox(parts, "tref");
    const roles = references ? readIsoBoxes(bytes, references.from, references.to).map(({ type }) => type) : [];
    const count = countSamples(bytes, parts);
    if (roles.includes("thmb")) found.thumbnails += count;
    // Alpha and depth are tracks of their own.
    else if (!roles.includes("auxl") && readHandler(bytes, parts) !== "auxv")
      found.frames = Math.max(found.frames, count);
  }
  return found;
}

/** Descends to the box at the end of `path`. */
function descend(bytes: Uint8Array, boxes: readonly IsoBox[], ...path: string[]): IsoBox | undefined {
  const [type = "", ...rest] = path;
  const box = findBox(boxes, type);
  return box === undefined || rest.length === 0 ? box : descend(bytes, readIsoBoxes(bytes, box.from, box.to), ...rest);
}

function readHandler(bytes: Uint8Array, parts: readonly IsoBox[]): string {
  const handler = descend(bytes, parts, "mdia", "hdlr");
  return handler ? String.fromCharCode(...bytes.subarray(handler.from + 8, handler.from + 12)) : "";
}

/** The number of samples, which both forms of the size table have in the same place (ISO/IEC 14496-12 §8.7.3). */
function countSamples(bytes: Uint8Array, parts: readonly IsoBox[]): number {
  const table =
    descend(bytes, parts, "mdia", "minf", "stbl", "stsz") ?? descend(bytes, parts, "mdia", "minf", "stbl", "stz2");
  if (table === undefined || table.to - table.from < 12) return 0;
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(table.from + 8);
}
