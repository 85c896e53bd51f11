import "server-only";
import type { CredentialPatterns } from "./credential-patterns.ts";
import { createPatternScanner } from "./pattern-scanner.ts";
import { TextLayer } from "./text-layer.ts";

const wordBytes = 4;
const highBits = 0x80808080 | 0;
const firstBeyondAscii = 0x80;
const maxCellBytes = 32;

/** A run of `minBytes` always contains a whole cell of this size, wherever cells begin. */
const cellOf = (minBytes: number) => {
  const widest = Math.min(maxCellBytes, Math.floor((minBytes + 1) / 2));
  return widest - (widest % wordBytes);
};

const wordsOf = (bytes: Buffer) => {
  const offset = (wordBytes - (bytes.byteOffset % wordBytes)) % wordBytes;
  const count = Math.max(0, Math.floor((bytes.length - offset) / wordBytes));
  const words = count > 0 ? new Int32Array(bytes.buffer, bytes.byteOffset + offset, count) : new Int32Array(0);
  return { words, offset };
};

/** `words` begin at `offset` of `bytes`. */
type Chunk = { bytes: Buffer } & ReturnType<typeof wordsOf>;

/** @returns the end of the run of ASCII that begins at `from` */
function asciiEnd({ bytes, words, offset }: Chunk, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] as number) < firstBeyondAscii) {
    if ((at - offset) % wordBytes !== 0 || at < offset) {
      at += 1;
      continue;
    }
    let word = (at - offset) / wordBytes;
    const first = word;
    while (word < words.length && !((words[word] as number) & highBits)) word += 1;
    if (word === first) at += 1;
    else at = offset + word * wordBytes;
  }
  return at;
}

function asciiStart(bytes: Buffer, from: number, to: number): number {
  let at = to;
  while (at > from && (bytes[at - 1] as number) < firstBeyondAscii) at -= 1;
  return at;
}

/**
 * Finds runs of ASCII in a stream. Every encoded credential is such a run and no shorter than the credential, so binary data is
 * skipped at the speed of reading one word of each cell.
 */
function createTextFinder(minBytes: number, layer: TextLayer) {
  const cellBytes = cellOf(minBytes);
  /** The end of the previous chunk, if it may begin a run. */
  const carry = Buffer.alloc(2 * minBytes);
  let carryBytes = 0;
  let isOpen = false;
  const read = (bytes: Buffer, from: number, to: number) => {
    if (!isOpen) layer.interrupt();
    layer.write(bytes, from, to);
    isOpen = to === bytes.length;
  };

  /** @returns the end of the run at the start of the chunk */
  function continueRun(content: Chunk): number {
    const chunk = content.bytes;
    const end = asciiEnd(content, 0);
    if (!isOpen && carryBytes + end >= minBytes) {
      read(carry.subarray(0, carryBytes), 0, carryBytes);
      carryBytes = 0;
    }
    if (isOpen) read(chunk, 0, end);
    else if (end === chunk.length) carryBytes += chunk.copy(carry, carryBytes);
    else carryBytes = 0;
    return end;
  }

  function findCell(words: Int32Array, from: number): number {
    const step = cellBytes / wordBytes;
    for (let at = from; at + step <= words.length; at += step) {
      if ((words[at] as number) & highBits) continue;
      let all = 0;
      for (let index = at; index < at + step; index += 1) all |= words[index] as number;
      if (!(all & highBits)) return at;
    }
    return -1;
  }

  return (chunk: Buffer): void => {
    const content = { bytes: chunk, ...wordsOf(chunk) };
    const { words, offset } = content;
    let at = continueRun(content);
    if (at === chunk.length) return;
    for (;;) {
      const cell = findCell(words, Math.max(0, Math.ceil((at - offset) / wordBytes)));
      if (cell < 0) break;
      const inside = offset + cell * wordBytes;
      const start = asciiStart(chunk, at, inside);
      const end = asciiEnd(content, inside);
      at = end;
      if (end - start >= minBytes) read(chunk, start, end);
      else if (end === chunk.length) at = start;
      if (end === chunk.length) break;
    }
    if (isOpen) return;
    // The last bytes are not a whole cell.
    const start = asciiStart(chunk, at, chunk.length);
    if (chunk.length - start >= minBytes) read(chunk, start, chunk.length);
    else carryBytes = chunk.copy(carry, 0, start);
  };
}

/**
 * Searches a stream for credentials in plain and encoded form: JSON, URL, HTML and quoted-printable escapes, base64, hexadecimal
 * digits and UTF-16, in any mixture and up to `maxEncodings` deep, also split between chunks.
 * @returns a function that takes each chunk in order and returns true once a credential is complete
 */
export function createCredentialScanner(patterns: CredentialPatterns): (chunk: Buffer) => boolean {
  const matchesPlain = createPatternScanner(patterns.plain);
  if (patterns.symbols === null) return matchesPlain;
  const layer = new TextLayer(patterns, 0);
  const findText = createTextFinder(patterns.minSymbols, layer);
  return (chunk) => {
    if (matchesPlain(chunk)) return true;
    findText(chunk);
    return layer.found;
  };
}
