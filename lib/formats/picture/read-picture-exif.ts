import { hasBytesAt } from "#lib/bytes/find-bytes";
import { type Orientation, readExif } from "./exif.ts";
import { skipExifHead } from "./exif-head.ts";
import { jpegMarkers, readJpegSegments } from "./jpeg-segments.ts";
import { readPngChunks } from "./png-chunks.ts";
import { readWebpChunks } from "./webp-chunks.ts";

const headBytes = 256 * 1024;
/** Exif stands behind the image data of a WebP. */
const maxWebpBytes = 64 * 1024 * 1024;

/**
 * Exif orientation of a JPEG, PNG or WebP, before it is drawn; 1 for others, whose decoders apply their own. `taken` is
 * the time of capture as the file states it (tag 36867), or null.
 */
export async function readPictureExif(
  blob: Blob,
  mime: string,
): Promise<{ orientation: Orientation; taken: string | null }> {
  const isWebp = mime === "image/webp" && blob.size <= maxWebpBytes;
  const head = new Uint8Array(await (isWebp ? blob : blob.slice(0, headBytes)).arrayBuffer());
  const block = findExif(head, mime);
  if (block === null) return { orientation: 1, taken: null };
  const { orientation, facts } = readExif(block);
  return { orientation, taken: facts.find(({ name }) => name === "taken")?.value ?? null };
}

function findExif(head: Uint8Array, mime: string): Uint8Array | null {
  if (mime === "image/jpeg") {
    const isExif = ({ marker, from }: { marker: number; from: number }) =>
      marker === jpegMarkers.app1 && hasBytesAt(head, from, [0x45, 0x78, 0x69, 0x66, 0]);
    const found = readJpegSegments(head).segments.find(isExif);
    return found ? head.subarray(found.from + 6, found.to) : null;
  }
  if (mime === "image/png") {
    const found = readPngChunks(head).chunks.find(({ type }) => type === "eXIf");
    return found ? head.subarray(found.from, found.to) : null;
  }
  const found = mime === "image/webp" ? readWebpChunks(head).chunks.find(({ type }) => type === "EXIF") : undefined;
  return found ? head.subarray(skipExifHead(head, found.from), found.to) : null;
}
