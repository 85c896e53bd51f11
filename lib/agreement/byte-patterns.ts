/** Letters of hex, base64, base64url and an algorithm prefix (`sha256:`). */
const digestLetters = new Uint8Array(256);
for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=:")
  digestLetters[letter.charCodeAt(0)] = 1;

/** SHA-1, SHA-256, SHA-384 and SHA-512 in hex, base64 and unpadded base64url. */
const bareLengths = [40, 64, 96, 128, 27, 28, 43, 44, 86, 88];
const digestLengths = new Uint8Array(137);
// Adds prefixes from `sha1:` to `sha-512:`. A length that fits both counts as bare, which has fewer conditions.
for (const length of bareLengths) for (const prefix of [5, 6, 7, 8]) digestLengths[length + prefix] = 2;
for (const length of bareLengths) digestLengths[length] = 1;

const backslash = 0x5c;
const shortest = 27;
/** Longest digest with its prefix, plus the maximum of escaped slashes. */
const longest = 136 + 24;

/** Tests for a possible digest, also with base64 slashes as `\/`. May return false positives, never false negatives. */
export function looksLikeDigest(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < shortest || to - from > longest) return false;
  let escapes = 0;
  for (let at = from; at < to; at++) {
    if (bytes[at] === backslash && bytes[at + 1] === 0x2f) escapes++;
    else if (digestLetters[bytes[at] as number] === 0) return false;
  }
  const fits = digestLengths[to - from - escapes];
  return fits === 1 || (fits === 2 && ((bytes[from] ?? 0) | 0x20) === 0x73);
}

/** Letters of an MRZ, and line ends between its lines, also escaped. */
const zoneLetters = new Uint8Array(256);
for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<\\nr") zoneLetters[letter.charCodeAt(0)] = 1;

/** Lengths of one line (30, 36, 44) or all (90, 72, 88), plus line ends of one or two bytes (four as escapes). */
const zoneLengths = new Uint8Array(99);
for (const length of [30, 36, 44, 72, 88, 90, 73, 74, 76, 89, 92, 94, 98]) zoneLengths[length] = 1;

/** Minimum length in bytes of an MRZ with fillers, which may lack some or use entities. */
const minFilled = 14;
const maxFilled = 300;

function hasFillers(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < minFilled || to - from > maxFilled) return false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    // Matches `<<`, `&lt;`, or the first UTF-8 byte of `«`, `‹` and `＜` twice.
    if (byte === 0x3c && bytes[at + 1] === 0x3c && at + 1 < to) return true;
    if (byte === 0x26 && (bytes[at + 1] === 0x6c || bytes[at + 1] === 0x23)) return true;
    if (byte === 0xc2 && bytes[at + 1] === 0xab) return true;
  }
  return false;
}

export function looksLikeMrz(bytes: Uint8Array, from: number, to: number): boolean {
  if (hasFillers(bytes, from, to)) return true;
  if (to - from >= zoneLengths.length || zoneLengths[to - from] === 0) return false;
  for (let at = from; at < to; at++) if (zoneLetters[bytes[at] as number] === 0) return false;
  return true;
}

const encoder = new TextEncoder();

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash;
}

/** Looks up byte ranges in a set of texts before decoding. Texts written with escapes are not found. */
export class TextSet {
  /** Flags by length in bytes, up to the longest statement. */
  readonly #lengths = new Uint8Array(4097);
  readonly #hashes = new Set<number>();

  constructor(texts: ReadonlySet<string>) {
    for (const text of texts) {
      const bytes = encoder.encode(text);
      if (bytes.length < this.#lengths.length) this.#lengths[bytes.length] = 1;
      this.#hashes.add(hashOf(bytes, 0, bytes.length));
    }
  }

  /** Rules out a number by its length before its end is searched. */
  hasLengthOfNumber(bytes: Uint8Array, from: number): boolean {
    let at = from;
    for (
      let byte = bytes[at] ?? 0;
      byte >= 0x2b && byte <= 0x39 && byte !== 0x2c && at - from < 24;
      byte = bytes[at] ?? 0
    )
      at++;
    return at > from && this.#lengths[at - from] === 1;
  }

  /** May return a false positive, once in 2³² lookups. */
  has(bytes: Uint8Array, from: number, to: number): boolean {
    return this.#lengths[to - from] === 1 && this.#hashes.has(hashOf(bytes, from, to));
  }
}

/** Set of distinct byte ranges of one text. Compares bytes, because equal hashes could hide a text. */
export class ByteRanges {
  size = 0;
  readonly #byHash = new Map<number, number[]>();
  #lastFrom = 0;
  #lastTo = -1;

  add(bytes: Uint8Array, from: number, to: number): boolean {
    if (isEqual(bytes, this.#lastFrom, this.#lastTo, from, to)) return false;
    this.#lastFrom = from;
    this.#lastTo = to;
    const hash = hashOf(bytes, from, to);
    const same = this.#byHash.get(hash);
    if (same === undefined) this.#byHash.set(hash, [from, to]);
    else {
      for (let at = 0; at < same.length; at += 2)
        if (isEqual(bytes, same[at] ?? 0, same[at + 1] ?? 0, from, to)) return false;
      same.push(from, to);
    }
    this.size++;
    return true;
  }
}

function isEqual(bytes: Uint8Array, from: number, to: number, otherFrom: number, otherTo: number): boolean {
  if (to - from !== otherTo - otherFrom) return false;
  for (let at = 0; at < to - from; at++) if (bytes[from + at] !== bytes[otherFrom + at]) return false;
  return true;
}
