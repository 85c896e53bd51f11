import { methods } from "./compression-methods.ts";

/** Bytes that say how large the dictionary is. */
export const dictionaryHeadBytes = 64;

/** The library cannot address more. */
const maxDictionaryBytes = 1536 * 1024 * 1024;
/** Memory that a decoder fills: the dictionary, as far as there is data for it. */
const maxFilledBytes = 384 * 1024 * 1024;

/**
 * True if an entry of LZMA or XZ needs a larger dictionary than this reader allows. The library itself calls such an
 * entry damaged.
 * @param head the first bytes of the compressed data
 */
export function needsTooMuch(method: number, sizeBytes: number, head: Uint8Array): boolean {
  const dictionary = method === methods.lzma ? ofLzma(head) : method === methods.xz ? ofXz(head) : 0;
  return dictionary > maxDictionaryBytes || Math.min(dictionary, sizeBytes) > maxFilledBytes;
}

/** Version, size of the properties, and properties: one byte, and the dictionary in four (APPNOTE 5.8.8). */
function ofLzma(head: Uint8Array): number {
  return head.length < 9 ? 0 : new DataView(head.buffer, head.byteOffset).getUint32(5, true);
}

const streamHeaderBytes = 12;
const filterOfLzma2 = 0x21;

/** The first block's header: sizes if its flags say so, then filters with their properties (The .xz File Format, 3.1 and 5.3.1). */
function ofXz(head: Uint8Array): number {
  const flags = head[streamHeaderBytes + 1] ?? 0;
  let at = streamHeaderBytes + 2;
  const skipNumber = () => {
    while (((head[at] ?? 0) & 0x80) !== 0) at += 1;
    at += 1;
  };
  if ((flags & 0x40) !== 0) skipNumber();
  if ((flags & 0x80) !== 0) skipNumber();
  for (let filter = 0; filter <= (flags & 3) && at + 2 < head.length; filter += 1) {
    const [id = 0, length = 0, bits = 0] = head.subarray(at, at + 3);
    if (id === filterOfLzma2) return bits > 39 ? 0xffffffff : (2 | (bits & 1)) * 2 ** ((bits >> 1) + 11);
    at += 2 + length;
  }
  return 0;
}
