import { findBytes } from "#lib/bytes/find-bytes";

/** Record signatures of APPNOTE 6.3.10 as little-endian numbers. */
export const signatures = {
  localHeader: 0x04034b50,
  directoryHeader: 0x02014b50,
  directoryDigest: 0x05054b50,
  archiveExtraData: 0x08064b50,
  endRecord: 0x06054b50,
  end64Record: 0x06064b50,
  end64Locator: 0x07064b50,
  descriptor: 0x08074b50,
  splitMarker: 0x30304b50,
} as const;

export const fixedBytes = {
  localHeader: 30,
  directoryHeader: 46,
  endRecord: 22,
  end64Record: 56,
  end64Locator: 20,
} as const;

/** Returns up to `limit` offsets of a signature, in ascending order. */
export function findSignatures(data: Uint8Array, signature: number, limit: number): number[] {
  const bytes = [signature & 255, (signature >> 8) & 255, (signature >> 16) & 255, (signature >> 24) & 255];
  const offsets: number[] = [];
  for (const at of findBytes(data, bytes)) {
    offsets.push(at);
    if (offsets.length >= limit) break;
  }
  return offsets;
}
