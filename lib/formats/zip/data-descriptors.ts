import type { ByteReader } from "#lib/bytes/byte-reader";
import type { ForwardReader } from "./forward-reader.ts";
import { signatures } from "./signatures.ts";

/** A data descriptor (APPNOTE 4.3.9) and the offset of its end. */
export type DataDescriptor = { compressedBytes: number; sizeBytes: number; crc32: number; end: number };

/** Search limit, far above the listed entries; crafted archives can have a hundred million signatures. */
const maxSignatures = 500_000;
/** First two bytes of every signature, `PK`. */
const letters = 0x4b50;

/** Finds signed data descriptors by the offset of their data, which is the compressed size before them. The first one per offset wins. */
export async function findDescriptors(reader: ForwardReader): Promise<Map<number, DataDescriptor>> {
  const found = new Map<number, DataDescriptor>();
  let offset = await reader.find(0, [signatures.descriptor]);
  for (let count = 0; offset !== null && count < maxSignatures; count += 1) {
    const one = readDescriptor(await reader.read(offset, offset + 28), offset);
    if (one !== null && offset >= one.compressedBytes && !found.has(offset - one.compressedBytes))
      found.set(offset - one.compressedBytes, one);
    offset = await reader.find(offset + 4, [signatures.descriptor]);
  }
  return found;
}

/** Reads a descriptor with 32- or 64-bit sizes, chosen by what follows, because the format does not declare it. */
function readDescriptor(bytes: ByteReader, offset: number): DataDescriptor | null {
  if (bytes.length < 16) return null;
  const isHeader = (at: number) => at + 2 <= bytes.length && bytes.u16(at) === letters;
  const isWide = bytes.length >= 24 && !isHeader(16) && (isHeader(24) || (bytes.u32(12) === 0 && bytes.u32(8) > 0));
  return isWide
    ? { compressedBytes: bytes.u64(8), sizeBytes: bytes.u64(16), crc32: bytes.u32(4), end: offset + 24 }
    : { compressedBytes: bytes.u32(8), sizeBytes: bytes.u32(12), crc32: bytes.u32(4), end: offset + 16 };
}
