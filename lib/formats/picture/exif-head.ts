import { hasBytesAt } from "#lib/bytes/find-bytes";

/** Offset of the Exif block: some writers put the six bytes of JPEG's APP1 before it. */
export const skipExifHead = (bytes: Uint8Array, at: number): number =>
  hasBytesAt(bytes, at, [0x45, 0x78, 0x69, 0x66, 0, 0]) ? at + 6 : at;
