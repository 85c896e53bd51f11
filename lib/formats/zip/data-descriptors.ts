import type { ByteReader } from "#lib/bytes/byte-reader";
import type { ForwardReader } from "./forward-reader.ts";
import { signatures } from "./signatures.ts";

/** A data descriptor (4.3.9): what it declares, and where it ends. */
export type DataDescriptor = { packedBytes: number; sizeBytes: number; crc32: number; end: number };

/** Far more than the entries that are listed; bytes made to tire a reader can hold a hundred million. */
const mostSignatures = 500_000;
/** `PK`, with which every header begins. */
const letters = 0x4b50;

/**
 * Every signed data descriptor of the archive, by the place where the data that it describes began: it says the packed size, which is the
 * distance from there to itself. The first one counts where several name one beginning.
 */
export async function findDescriptors(reader: ForwardReader): Promise<Map<number, DataDescriptor>> {
  const found = new Map<number, DataDescriptor>();
  let place = await reader.find(0, [signatures.descriptor]);
  for (let count = 0; place !== null && count < mostSignatures; count += 1) {
    const one = readDescriptor(await reader.read(place, place + 28), place);
    if (one !== null && place >= one.packedBytes && !found.has(place - one.packedBytes))
      found.set(place - one.packedBytes, one);
    place = await reader.find(place + 4, [signatures.descriptor]);
  }
  return found;
}

/** With sizes of 32 or of 64 bits; nothing in it says which: what follows it does. */
function readDescriptor(bytes: ByteReader, place: number): DataDescriptor | null {
  if (bytes.length < 16) return null;
  const isHeader = (at: number) => at + 2 <= bytes.length && bytes.u16(at) === letters;
  const isWide = bytes.length >= 24 && !isHeader(16) && (isHeader(24) || (bytes.u32(12) === 0 && bytes.u32(8) > 0));
  return isWide
    ? { packedBytes: bytes.u64(8), sizeBytes: bytes.u64(16), crc32: bytes.u32(4), end: place + 24 }
    : { packedBytes: bytes.u32(8), sizeBytes: bytes.u32(12), crc32: bytes.u32(4), end: place + 16 };
}
