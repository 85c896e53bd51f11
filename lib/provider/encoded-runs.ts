import "server-only";
import { noSymbol, symbolOf } from "./credential-patterns.ts";

/** Decodes base64 and hexadecimal runs among symbols at every alignment, without knowing where an encoded text begins. */

/** Receives decoded bytes; `interrupt` says that the next ones are not adjacent to the last. */
export type ByteSink = { push(byte: number): void; interrupt(): void };

/** Base64 has four alignments of quanta, hexadecimal digits are tracked as one more run. */
const phases = 4;
const hexBit = 1 << phases;
export const allRuns = hexBit * 2 - 1;
/** Alignments of all runs together: hexadecimal digits have two. */
export const alignments = phases + 2;

const symbolsOf = (letters: string) => [...letters].map((letter) => symbolOf[letter.charCodeAt(0)] as number);

const noDigit = 16;
/** The letter of `0x41`, which makes the zero before it no digit. */
const prefixLetter = 17;
const hexDigits = new Uint8Array(noSymbol).fill(noDigit);
for (const digit of "0123456789abcdefABCDEF")
  hexDigits[symbolOf[digit.charCodeAt(0)] as number] = Number.parseInt(digit, 16);
for (const symbol of symbolsOf("xX")) hexDigits[symbol] = prefixLetter;
/** Hyphens and slashes may separate digits. Other separators are not symbols. */
const separators = new Set(symbolsOf("+/"));
const isHexRun = (symbol: number) => hexDigits[symbol] !== noDigit || separators.has(symbol);

/** Bits of a symbol that are the highest of a decoded byte, by the symbol's position in its quantum. */
const highBits = [0b100000, 0b001000, 0b000010, 0];

/**
 * `exclusions[index % 4][symbol]`: the runs that cannot contain this symbol. Credentials and their encodings are ASCII, so a decoded
 * byte with its highest bit excludes an alignment, which makes random data cheap.
 */
export const exclusions: readonly Uint8Array[] = [0, 1, 2, 3].map((column) =>
  Uint8Array.from({ length: noSymbol }, (_, symbol) => {
    let excluded = isHexRun(symbol) ? 0 : hexBit;
    for (let phase = 0; phase < phases; phase += 1)
      if (symbol & (highBits[(column - phase) & 3] as number)) excluded |= 1 << phase;
    return excluded;
  }),
);

export interface RunDecoder {
  /** Continues a run with `symbols[from, to)`; `from % 4` is the column. */
  write(symbols: Uint8Array, from: number, to: number): void;
  /** Starts a run at another place. */
  restart(): void;
}

/** Decodes with quanta at `phase`; a run may begin and end within a quantum. */
export class Base64Decoder implements RunDecoder {
  readonly #phase: number;
  readonly #sink: ByteSink;
  #bits = 0;
  /** Bits of the current byte, or -1 before the first symbol of a run. */
  #count = -1;

  constructor(phase: number, sink: ByteSink) {
    this.#phase = phase;
    this.#sink = sink;
  }

  write(symbols: Uint8Array, from: number, to: number): void {
    const sink = this.#sink;
    let bits = this.#bits;
    let count = this.#count;
    let index = from;
    if (count < 0) {
      // A symbol that begins within a byte gives only its later bits.
      count = 6 - 2 * ((from - this.#phase) & 3);
      bits = symbols[from] as number;
      index += 1;
    }
    for (; index < to; index += 1) {
      bits = ((bits << 6) | (symbols[index] as number)) & 0x3fff;
      count += 6;
      if (count < 8) continue;
      count -= 8;
      sink.push((bits >> count) & 0xff);
    }
    this.#bits = bits;
    this.#count = count;
  }

  restart(): void {
    this.#count = -1;
    this.#sink.interrupt();
  }
}

/** Bytes that text contains: printable ASCII, tab, line ends, and the null bytes of UTF-16. */
const isText = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte >= 0x20 && byte < 0x7f) || [0x00, 0x09, 0x0a, 0x0d].includes(byte) ? 1 : 0,
);

/** Passes on runs of text of at least `minRun` bytes, because half of all digits decode to ASCII by chance. */
class TextGate {
  readonly #sink: ByteSink;
  readonly #waiting: Uint8Array;
  #length = 0;

  constructor(sink: ByteSink, minRun: number) {
    this.#sink = sink;
    this.#waiting = new Uint8Array(minRun);
  }

  push(byte: number): void {
    const waiting = this.#waiting;
    if (isText[byte] === 0) this.#length = 0;
    else if (this.#length === waiting.length) this.#sink.push(byte);
    else {
      waiting[this.#length++] = byte;
      if (this.#length < waiting.length) return;
      this.#sink.interrupt();
      for (const first of waiting) this.#sink.push(first);
    }
  }

  restart(): void {
    this.#length = 0;
  }
}

/** Decodes digits in either case with any separators, at both alignments. */
export class HexDecoder implements RunDecoder {
  readonly #gates: readonly [TextGate, TextGate];
  #previous = 0;
  #beforeZero = 0;
  #wasZero = false;
  #digits = 0;

  constructor(sinks: readonly [ByteSink, ByteSink], minRun: number) {
    this.#gates = [new TextGate(sinks[0], minRun), new TextGate(sinks[1], minRun)];
  }

  write(symbols: Uint8Array, from: number, to: number): void {
    const [even, odd] = this.#gates;
    for (let index = from; index < to; index += 1) {
      const digit = hexDigits[symbols[index] as number] as number;
      if (digit < noDigit) {
        this.#digits += 1;
        const byte = (this.#previous << 4) | digit;
        if (this.#digits > 1) (this.#digits & 1 ? odd : even).push(byte);
        this.#wasZero = digit === 0;
        this.#beforeZero = this.#previous;
        this.#previous = digit;
        continue;
      }
      if (digit === prefixLetter && this.#wasZero) {
        this.#previous = this.#beforeZero;
        this.#digits -= 1;
      }
      this.#wasZero = false;
    }
  }

  restart(): void {
    this.#digits = 0;
    this.#wasZero = false;
    for (const gate of this.#gates) gate.restart();
  }
}
