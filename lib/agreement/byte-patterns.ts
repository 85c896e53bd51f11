/** Forms of text that matter wherever they stand, told from the bytes alone: hardly any scalar of a record has one. */

/** Letters that hex, base64, base64url and the algorithm's name before them (`sha256:`) are made of. */
const digestLetters = new Uint8Array(256);
for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=:")
  digestLetters[letter.charCodeAt(0)] = 1;

/** SHA-1, SHA-256, SHA-384 and SHA-512 in hex, in base64 and in base64url without padding. */
const bareLengths = [40, 64, 96, 128, 27, 28, 43, 44, 86, 88];
const digestLengths = new Uint8Array(137);
// `sha1:` to `sha-512:` before it; a length that fits both ways is taken for a bare one, of which less is asked.
for (const length of bareLengths) for (const prefix of [5, 6, 7, 8]) digestLengths[length + prefix] = 2;
for (const length of bareLengths) digestLengths[length] = 1;

const backslash = 0x5c;
const shortest = 27;
/** The longest with its prefix, and as many escaped slashes as one may hold. */
const longest = 136 + 24;

/**
 * May the bytes from `from` to `to` be a digest? Says yes too often, never no where `readDigest` finds one. Some programs
 * write every slash of base64 as an escape (`\/`).
 */
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

/** Letters of a machine-readable zone, and what may stand between its lines: a line end, or the escape of one. */
const zoneLetters = new Uint8Array(256);
for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<\\nr") zoneLetters[letter.charCodeAt(0)] = 1;

/** One line of 30, 36 or 44 signs, or all of them: 90, 72 or 88, with line ends of one or two bytes (four as escapes). */
const zoneLengths = new Uint8Array(99);
for (const length of [30, 36, 44, 72, 88, 90, 73, 74, 76, 89, 92, 94, 98]) zoneLengths[length] = 1;

/** Texts with fillers may be lower case, spaced, short of fillers at their end, or written with entities. Bytes. */
const minFilled = 14;
const maxFilled = 300;

function hasFillers(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < minFilled || to - from > maxFilled) return false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    // `<<`, `&lt;`, or the first byte of `«`, `‹` and `＜` in UTF-8 twice over.
    if (byte === 0x3c && bytes[at + 1] === 0x3c && at + 1 < to) return true;
    if (byte === 0x26 && (bytes[at + 1] === 0x6c || bytes[at + 1] === 0x23)) return true;
    if (byte === 0xc2 && bytes[at + 1] === 0xab) return true;
  }
  return false;
}

/** May the bytes from `from` to `to` be a machine-readable zone, or a line of one? */
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

/** A set of texts that bytes are looked up in before they become text; a text written with escapes is not found. */
export class TextSet {
  /** A mark for each length in bytes up to the longest statement. */
  readonly #lengths = new Uint8Array(4097);
  readonly #hashes = new Set<number>();

  constructor(texts: ReadonlySet<string>) {
    for (const text of texts) {
      const bytes = encoder.encode(text);
      if (bytes.length < this.#lengths.length) this.#lengths[bytes.length] = 1;
      this.#hashes.add(hashOf(bytes, 0, bytes.length));
    }
  }

  /** A number of a length that one of the texts has: only then its end is looked for. */
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

  /** May err on the side of yes, once in four thousand million. */
  has(bytes: Uint8Array, from: number, to: number): boolean {
    return this.#lengths[to - from] === 1 && this.#hashes.has(hashOf(bytes, from, to));
  }
}

/** Stretches of one text, each different text once. Compared byte by byte: nobody may hide a text behind an equal hash. */
export class Stretches {
  size = 0;
  readonly #byHash = new Map<number, number[]>();
  #lastFrom = 0;
  #lastTo = -1;

  /** False where the same bytes were added before. */
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
