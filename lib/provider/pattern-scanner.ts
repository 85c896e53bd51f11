import "server-only";

/** Minimum pattern length in bytes, so that every pattern contains an aligned word. */
export const minPatternBytes = 7;
const wordBytes = 4;
/** A larger stride in bytes gains no measurable speed. */
const maxStrideBytes = 64;

/** Position of a word within a pattern: the four bytes from `offset`. */
type ScanPosition = { needle: Buffer; offset: number };

const wordAt = (bytes: Buffer, at: number) =>
  new Int32Array(new Uint8Array(bytes.subarray(at, at + wordBytes)).buffer)[0] ?? 0;
const slotBits = 14;
const slotOf = (word: number) => Math.imul(word, 0x9e3779b1) >>> (32 - slotBits);

/**
 * Indexes patterns by their words (q-gram sampling): a pattern of n bytes contains a whole word at a multiple of `strideBytes`, so a
 * search reads only those. One table rejects most words at once.
 */
function indexWords(needles: readonly Buffer[]) {
  const shortest = Math.min(...needles.map((needle) => needle.length));
  const reach = Math.max(...needles.map((needle) => needle.length)) - 1;
  if (shortest < minPatternBytes) throw new RangeError("A search pattern is too short.");
  const widest = Math.min(maxStrideBytes, shortest - wordBytes + 1);
  const strideBytes = widest - (widest % wordBytes);
  const mayBe = new Uint8Array(1 << slotBits);
  const positions = new Map<number, ScanPosition[]>();
  for (const needle of needles)
    for (let offset = 0; offset < strideBytes; offset += 1) {
      const word = wordAt(needle, offset);
      mayBe[slotOf(word)] = 1;
      positions.set(word, [...(positions.get(word) ?? []), { needle, offset }]);
    }
  return { strideBytes, mayBe, positions, reach };
}

type Words = ReturnType<typeof indexWords>;

/** Patterns of many scanners. */
export type CompiledPatterns = Words | null;

/** @throws RangeError for a pattern shorter than `minPatternBytes` */
export function compilePatterns(needles: readonly Buffer[]): CompiledPatterns {
  return needles.length === 0 ? null : indexWords(needles);
}

function confirms(bytes: Buffer, at: number, word: number, positions: Words["positions"]): boolean {
  for (const { needle, offset } of positions.get(word) ?? []) {
    const start = at - offset;
    const end = start + needle.length;
    // Compares the last byte first, because many tokens share a prefix.
    if (start < 0 || bytes[end - 1] !== needle[needle.length - 1]) continue;
    if (needle.equals(bytes.subarray(start, end))) return true;
  }
  return false;
}

function findIn(bytes: Buffer, { strideBytes, mayBe, positions }: Words): boolean {
  const first = (wordBytes - (bytes.byteOffset % wordBytes)) % wordBytes;
  const count = Math.floor((bytes.length - first) / wordBytes);
  if (count <= 0) return false;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + first, count);
  const step = strideBytes / wordBytes;
  for (let at = 0; at < count; at += step) {
    const word = words[at] as number;
    if (mayBe[slotOf(word)] !== 0 && confirms(bytes, first + at * wordBytes, word, positions)) return true;
  }
  return false;
}

/**
 * Searches a stream for byte patterns, including those split between chunks, faster than hashing.
 * @returns a function that takes each chunk in order and returns true once any pattern is complete
 */
export function createPatternScanner(words: CompiledPatterns): (chunk: Buffer) => boolean {
  if (words === null) return () => false;
  const { reach } = words;
  // The end of the previous chunks, followed by the start of the current one.
  const seam = Buffer.alloc(2 * reach);
  let tailBytes = 0;
  return (chunk) => {
    const headBytes = chunk.copy(seam, tailBytes, 0, reach);
    const found = findIn(seam.subarray(0, tailBytes + headBytes), words) || findIn(chunk, words);
    const endBytes = chunk.length >= reach ? 0 : Math.min(tailBytes, reach - chunk.length);
    seam.copyWithin(0, tailBytes - endBytes, tailBytes);
    chunk.copy(seam, endBytes, Math.max(0, chunk.length - reach));
    tailBytes = endBytes + Math.min(chunk.length, reach);
    return found;
  };
}
