import { findBytes } from "#lib/bytes/find-bytes";

/** Searches only the start, because few nested tags precede the record and the image can have any size. */
const searchedBytes = 1024;
const fixed = { record: 14, face: 20, featurePoint: 8, image: 12 } as const;

/**
 * Locates the first facial image in data group 2 (ICAO 9303-10 §4.7.2; ISO/IEC 19794-5:2005 §5.5–5.8).
 * @returns byte range `[from, to)`, or null without a facial record or if its lengths exceed the data
 */
export function locateFacialImage(group: Uint8Array): { from: number; to: number } | null {
  const record = findRecord(group);
  if (record === null) return null;
  const view = new DataView(group.buffer, group.byteOffset, group.byteLength);
  const face = record + fixed.record;
  if (face + fixed.face + fixed.image > group.length) return null;
  const points = view.getUint16(face + 4);
  const from = face + fixed.face + points * fixed.featurePoint + fixed.image;
  const to = face + view.getUint32(face);
  return from < to && to <= group.length ? { from, to } : null;
}

/** Searches for the format identifier `FAC\0` and the version `010\0`. */
function findRecord(group: Uint8Array): number | null {
  const wanted = [0x46, 0x41, 0x43, 0, 0x30, 0x31, 0x30, 0];
  const [at] = findBytes(group.subarray(0, searchedBytes + wanted.length - 1), wanted);
  return at ?? null;
}
