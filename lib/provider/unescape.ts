import "server-only";
import { noSymbol, symbolOf } from "./credential-patterns.ts";
import {
  ampersand,
  backslash,
  carriageReturn,
  equals,
  failed,
  hexValue,
  incomplete,
  isNumericReference,
  lineFeed,
  maxEscapeLength,
  percent,
  readEscape,
  readNumber,
  space,
} from "./read-escape.ts";

const firstBeyondAscii = 0x80;
const noHex = 16;

const escapeStart = noSymbol + 1;
const actions = Uint8Array.from(symbolOf);
for (const start of [percent, equals, backslash, ampersand]) actions[start] = escapeStart;

/** Escapes within an unfinished escape: one for each layer of encoding. */
const maxNested = 4;
/** Symbols that the unfinished escapes may still add to the next output. */
export const maxPending = (maxNested + 1) * (maxEscapeLength + 4);

/** Backslash escapes of characters that neither are symbols nor begin an escape. */
const emptyEscapes = new Uint8Array(256);
for (const letter of '"nrt') emptyEscapes[letter.charCodeAt(0)] = 1;
/** Characters that make an ampersand, a percent or an equals sign before them an ordinary character. */
const endsEscape = Uint8Array.from({ length: 256 }, (_, character) =>
  character > space && character < firstBeyondAscii && !/[\w#%&=\\]/.test(String.fromCharCode(character)) ? 1 : 0,
);

/** End of the output, beside what a function returns. */
const cursor = { end: 0 };

/** Copies symbols up to the first character that begins an escape. @returns its index, or `to` */
function copySymbols(bytes: Uint8Array, from: number, to: number, out: Uint8Array, position: { end: number }): number {
  const table = actions;
  let end = position.end;
  let index = from;
  // Four at once, because most text is in long runs of symbols.
  for (; index + 4 <= to; index += 4) {
    const first = table[bytes[index] as number] as number;
    const second = table[bytes[index + 1] as number] as number;
    const third = table[bytes[index + 2] as number] as number;
    const fourth = table[bytes[index + 3] as number] as number;
    if ((first | second | third | fourth) >= noSymbol) {
      if (first === escapeStart || second === escapeStart || third === escapeStart || fourth === escapeStart) break;
      if (first < noSymbol) out[end++] = first;
      if (second < noSymbol) out[end++] = second;
      if (third < noSymbol) out[end++] = third;
      if (fourth < noSymbol) out[end++] = fourth;
      continue;
    }
    out[end] = first;
    out[end + 1] = second;
    out[end + 2] = third;
    out[end + 3] = fourth;
    end += 4;
  }
  for (; index < to; index += 1) {
    const action = table[bytes[index] as number] as number;
    if (action < noSymbol) out[end++] = action;
    else if (action === escapeStart) break;
  }
  position.end = end;
  return index;
}

/**
 * Decodes escapes of JSON, URLs (RFC 3986), HTML and quoted-printable (RFC 2045 section 6.7) until none is left, in any mixture and
 * nesting, and keeps base64 symbols only. White space, null bytes (UTF-16) and punctuation disappear.
 */
export class Unescaper {
  /** Characters from the first escape that is not complete; `starts` are the escapes within it, the last one is the innermost. */
  readonly #tail = new Uint8Array(maxPending);
  /** How often each character of the tail was decoded. */
  readonly #decodings = new Uint8Array(maxPending);
  #tailLength = 0;
  readonly #starts = new Uint8Array(maxNested + 1);
  #nested = 0;
  /** Number of unfinished escapes around the last soft line break, and the line feeds that still belong to breaks there. */
  #breakDepth = 0;
  #owedFeeds = 0;
  #out: Uint8Array = new Uint8Array(0);
  #at = 0;

  /**
   * Appends symbols to `out` from `at`, which needs room for the input and `maxPending` more.
   * @returns the end of the output
   */
  write(bytes: Uint8Array, from: number, to: number, out: Uint8Array, at: number): number {
    let index = from;
    let end = at;
    while (index < to) {
      if (this.#nested > 0) {
        this.#out = out;
        this.#at = end;
        while (index < to && this.#nested > 0) this.#put(bytes[index++] as number, 0);
        end = this.#at;
      }
      cursor.end = end;
      index = copySymbols(bytes, index, to, out, cursor);
      end = cursor.end;
      if (index === to) break;
      const skipped = this.#skipEscape(bytes, index, to, out, end);
      if (skipped > 0) {
        index += skipped;
        end = cursor.end;
      } else {
        this.#owedFeeds = 0;
        this.#begin(bytes[index] as number, 0);
        index += 1;
      }
    }
    return end;
  }

  /** Reads the commonest escapes at once. @returns the length of the escape, or 0 if it needs the tail */
  #skipEscape(bytes: Uint8Array, index: number, to: number, out: Uint8Array, end: number): number {
    const start = bytes[index];
    const next = index + 1 < to ? (bytes[index + 1] as number) : 0;
    cursor.end = end;
    if (start === backslash) return emptyEscapes[next] === 1 ? 2 : 0;
    if (endsEscape[next] === 1) return 1;
    if (start !== percent || index + 2 >= to) return 0;
    const high = hexValue[next] as number;
    const low = hexValue[bytes[index + 2] as number] as number;
    if (high === noHex || low === noHex) return 0;
    const action = actions[high * 16 + low] as number;
    if (action === escapeStart) return 0;
    if (action < noSymbol) out[cursor.end++] = action;
    return 3;
  }

  /** Gives up unfinished escapes, because what follows is not adjacent. @returns the end of the output */
  flush(out: Uint8Array, at: number): number {
    if (this.#nested === 0) return at;
    this.#out = out;
    this.#at = at;
    this.#giveUp(this.#tailLength);
    return this.#at;
  }

  #append(character: number, decodings: number): void {
    this.#tail[this.#tailLength] = character;
    this.#decodings[this.#tailLength++] = decodings;
  }

  #begin(start: number, decodings: number): void {
    if (this.#nested > maxNested) this.#giveUp(this.#starts[1] as number);
    this.#starts[this.#nested++] = this.#tailLength;
    this.#append(start, decodings);
  }

  /** Emits the first characters of the tail as they are. */
  #giveUp(length: number): void {
    for (let index = 0; index < length; index += 1) this.#emit(this.#tail[index] as number);
    this.#tail.copyWithin(0, length, this.#tailLength);
    this.#decodings.copyWithin(0, length, this.#tailLength);
    this.#tailLength -= length;
    let kept = 0;
    for (let index = 0; index < this.#nested; index += 1) {
      const start = this.#starts[index] as number;
      if (start >= length) this.#starts[kept++] = start - length;
    }
    this.#nested = kept;
  }

  #emit(character: number): void {
    const symbol = symbolOf[character] as number;
    if (symbol !== noSymbol) this.#out[this.#at++] = symbol;
  }

  #put(character: number, decodings: number): void {
    const start = this.#starts[this.#nested - 1] as number;
    const isStart = actions[character] === escapeStart;
    if (character >= firstBeyondAscii) this.#giveUp(this.#tailLength);
    else if (this.#nested === 0 && isStart) this.#begin(character, decodings);
    else if (this.#nested === 0) this.#emit(character);
    else if (character <= space) this.#skipSpace(character, start);
    else if (isStart) this.#putStart(character, decodings, start);
    else this.#putWithin(character, decodings, start);
  }

  #putStart(character: number, decodings: number, start: number): void {
    const last = this.#tailLength - 1;
    // Two backslashes are one that was escaped. If the first was decoded more often, the second begins an escape.
    if (character === backslash && this.#tail[last] === backslash && (this.#decodings[last] as number) <= decodings) {
      this.#append(character, decodings);
      this.#replace(start, backslash);
    } else if (
      character === ampersand &&
      (this.#decodings[start] as number) <= decodings &&
      this.#resolveNumber(start)
    ) {
      this.#put(character, decodings);
    } else this.#begin(character, decodings);
  }

  #putWithin(character: number, decodings: number, start: number): void {
    if (this.#nested <= this.#breakDepth) this.#owedFeeds = 0;
    this.#append(character, decodings);
    const value = readEscape(this.#tail, start, this.#tailLength);
    if (value === incomplete) return;
    if (value !== failed) {
      this.#replace(start, value);
      return;
    }
    this.#tailLength -= 1;
    if (this.#resolveNumber(start)) this.#put(character, decodings);
    else {
      this.#giveUp(this.#tailLength);
      this.#emit(character);
    }
  }

  /** Quoted-printable breaks a line behind an equals sign. */
  #skipSpace(character: number, start: number): void {
    const isFeed = character === lineFeed;
    if (isFeed && this.#owedFeeds > 0 && this.#breakDepth === this.#nested) this.#owedFeeds -= 1;
    else if (this.#tail[this.#tailLength - 1] === equals && (isFeed || character === carriageReturn)) {
      this.#drop(start);
      this.#breakDepth = this.#nested;
      if (!isFeed) this.#owedFeeds += 1;
    }
  }

  #replace(start: number, value: number): void {
    let decodings = 1;
    for (let index = start; index < this.#tailLength; index += 1)
      if ((this.#decodings[index] as number) >= decodings) decodings = (this.#decodings[index] as number) + 1;
    this.#drop(start);
    this.#put(value, decodings);
  }

  #drop(start: number): void {
    this.#nested -= 1;
    this.#tailLength = start;
  }

  /** HTML also reads a numeric reference without its semicolon. */
  #resolveNumber(start: number): boolean {
    if (!isNumericReference(this.#tail, start, this.#tailLength)) return false;
    const value = readNumber(this.#tail, start, this.#tailLength);
    // Digits of another text are rarely the number of an ASCII character.
    if (value < 0 || value >= firstBeyondAscii) return false;
    this.#replace(start, value);
    return true;
  }
}
