import { findBox, readIsoBoxes } from "./iso-boxes.ts";

/**
 * Turns an MP4 film of ffmpeg, whose index is at its end, into an image sequence: brands, and tracks of pictures.
 * @param thumbnailTrack number of the track that has the thumbnails of the first
 */
export function makeHeifSequence(
  film: Uint8Array<ArrayBuffer>,
  brand: string,
  thumbnailTrack?: number,
): Uint8Array<ArrayBuffer> {
  const boxes = readIsoBoxes(film, 0, film.length);
  const [types, movie] = [findBox(boxes, "ftyp"), findBox(boxes, "moov")];
  if (types === undefined || movie === undefined || movie.to !== film.length) throw new Error("not a film of ffmpeg");
  const bytes = Buffer.from(film);
  const brands = `${brand}\0\0\0\0${["msf1", "hevc"].join("")}`.padEnd(types.to - types.from, "hevc");
  bytes.write(brands.slice(0, types.to - types.from), types.from, "latin1");
  for (let at = bytes.indexOf("hdlr"); at !== -1; at = bytes.indexOf("hdlr", at + 4))
    if (bytes.toString("latin1", at + 12, at + 16) === "vide") bytes.write("pict", at + 12, "latin1");
  if (thumbnailTrack === undefined) return new Uint8Array(bytes);
  const tracks = readIsoBoxes(bytes, movie.from, movie.to).filter(({ type }) => type === "trak");
  const track = tracks[thumbnailTrack - 1];
  if (track === undefined) throw new Error("no such track");
  // `tref` with one reference: this track has thumbnails of track 1 (ISO/IEC 23008-12 §7.4.3).
  const reference = Buffer.from("00000014747265660000000c74686d6200000001", "hex");
  const made = Buffer.concat([bytes.subarray(0, track.to), reference, bytes.subarray(track.to)]);
  for (const { at } of [movie, track]) made.writeUInt32BE(made.readUInt32BE(at) + reference.length, at);
  return new Uint8Array(made);
}
