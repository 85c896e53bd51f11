import "server-only";

/** What is looked for must be at least this long, so that it holds a whole word at a place that is looked at. */
export const shortestNeedleBytes = 7;
const wordBytes = 4;
/** Looking at fewer words than one in 64 bytes gains nothing any more. */
const longestStrideBytes = 64;

/** Where a needle stands when one of its words is met: the word is its `offset`-th byte and the three after it. */
type Place = { needle: Buffer; offset: number };

const wordAt = (bytes: Buffer, at: number) =>
  new Int32Array(new Uint8Array(bytes.subarray(at, at + wordBytes)).buffer)[0] ?? 0;
/** The table fits into the nearest cache. */
const slotBits = 14;
const slotOf = (word: number) => Math.imul(word, 0x9e3779b1) >>> (32 - slotBits);

/**
 * Needles by the words that they hold. A needle of n bytes covers, wherever it stands, a whole word at one of the places
 * `strideBytes` apart, so a search has to look at no others (q-gram sampling). One table says at once that a word is none of them.
 */
function indexWords(needles: readonly Buffer[]) {
  const shortest = Math.min(...needles.map((needle) => needle.length));
  if (shortest < shortestNeedleBytes) throw new RangeError("What is looked for is too short.");
  const reach = Math.min(longestStrideBytes, shortest - wordBytes + 1);
  const strideBytes = reach - (reach % wordBytes);
  const mayBe = new Uint8Array(1 << slotBits);
  const places = new Map<number, Place[]>();
  for (const needle of needles)
    for (let offset = 0; offset < strideBytes; offset += 1) {
      const word = wordAt(needle, offset);
      mayBe[slotOf(word)] = 1;
      places.set(word, [...(places.get(word) ?? []), { needle, offset }]);
    }
  return { strideBytes, mayBe, places };
}

type Words = ReturnType<typeof indexWords>;

/** True when a needle stands where the word at `at` says that one may stand. */
function confirms(bytes: Buffer, at: number, word: number, places: Words["places"]): boolean {
  for (const { needle, offset } of places.get(word) ?? []) {
    const start = at - offset;
    const end = start + needle.length;
    // Beginnings are common (many tokens begin alike), ends are not.
    if (start < 0 || bytes[end - 1] !== needle[needle.length - 1]) continue;
    if (needle.equals(bytes.subarray(start, end))) return true;
  }
  return false;
}

function findIn(bytes: Buffer, { strideBytes, mayBe, places }: Words): boolean {
  const first = (wordBytes - (bytes.byteOffset % wordBytes)) % wordBytes;
  const count = Math.floor((bytes.length - first) / wordBytes);
  if (count <= 0) return false;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + first, count);
  const step = strideBytes / wordBytes;
  for (let at = 0; at < count; at += step) {
    const word = words[at] as number;
    if (mayBe[slotOf(word)] !== 0 && confirms(bytes, first + at * wordBytes, word, places)) return true;
  }
  return false;
}

/**
 * Looks for byte sequences in a stream, also where one is split between chunks; it costs a small part of what hashing does.
 * @param needles each `shortestNeedleBytes` or longer
 * @returns a function that is given each chunk in turn and is true once any of `needles` has been completed
 * @throws RangeError for a needle that is too short
 */
export function createCredentialScanner(needles: readonly Buffer[]): (chunk: Buffer) => boolean {
  if (needles.length === 0) return () => false;
  const words = indexWords(needles);
  const reach = Math.max(...needles.map((needle) => needle.length)) - 1;
  // The end of what came before, and behind it the beginning of the chunk at hand.
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
