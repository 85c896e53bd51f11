import { HuffmanCode } from "./huffman-code.ts";

const most = { lengthSymbols: 286, distanceSymbols: 30 } as const;
const endOfBlock = 256;
/** Order of code length code lengths (RFC 1951 §3.2.7). */
const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** Base and extra bits of lengths and distances (RFC 1951 §3.2.5). */
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const distanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

const fixedLengths = new HuffmanCode();
const fixedDistances = new HuffmanCode();
const lengthsOfFixed = Uint8Array.from({ length: 320 }, (_, at) =>
  at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : at < 288 ? 8 : 5,
);
fixedLengths.build(lengthsOfFixed, 0, 288, false);
fixedDistances.build(lengthsOfFixed, 288, 320, false);

const codeLengths = new HuffmanCode();
const ownLengths = new HuffmanCode();
const ownDistances = new HuffmanCode();
const sent = new Uint8Array(most.lengthSymbols + most.distanceSymbols);

/** Validates raw DEFLATE without producing output, as strict as zlib: must give exactly `sizeBytes` and end in the last byte. */
export function isValidDeflate(compressed: Uint8Array, sizeBytes: number): boolean {
  return new Walk(compressed, sizeBytes).isSound();
}

/** Measures raw DEFLATE at the start of `bytes`. @returns its length in bytes, or null if it is invalid or has no end */
export function measureDeflate(bytes: Uint8Array): number | null {
  return new Walk(bytes, Number.POSITIVE_INFINITY).measure();
}

class Walk {
  private readonly compressed: Uint8Array;
  private readonly sizeBytes: number;
  private at = 0;
  private made = 0;

  constructor(compressed: Uint8Array, sizeBytes: number) {
    this.compressed = compressed;
    this.sizeBytes = sizeBytes;
  }

  isSound(): boolean {
    return this.measure() === this.compressed.length && this.made === this.sizeBytes;
  }

  measure(): number | null {
    for (let isLast = false; !isLast; ) {
      isLast = this.take(1) === 1;
      const type = this.take(2);
      const isGood =
        type === 0
          ? this.skipStored()
          : type === 1
            ? this.skipSymbols(fixedLengths, fixedDistances)
            : type === 2 && this.readCodes() && this.skipSymbols(ownLengths, ownDistances);
      if (!isGood || this.isPastEnd()) return null;
    }
    return Math.ceil(this.at / 8);
  }

  private isPastEnd(): boolean {
    return this.at > this.compressed.length * 8;
  }

  /** Returns at least the next 16 bits, with zeros after the end. */
  private peek(): number {
    const byte = this.at >>> 3;
    const { compressed } = this;
    if (byte + 2 < compressed.length)
      return (
        ((compressed[byte] as number) |
          ((compressed[byte + 1] as number) << 8) |
          ((compressed[byte + 2] as number) << 16)) >>>
        (this.at & 7)
      );
    return ((compressed[byte] ?? 0) | ((compressed[byte + 1] ?? 0) << 8)) >>> (this.at & 7);
  }

  private take(count: number): number {
    const value = this.peek() & ((1 << count) - 1);
    this.at += count;
    return value;
  }

  private skipStored(): boolean {
    this.at = (this.at + 7) & ~7;
    const length = this.take(16);
    if ((this.take(16) ^ length) !== 0xffff) return false;
    this.at += 8 * length;
    this.made += length;
    return this.made <= this.sizeBytes;
  }

  /** Reads the two dynamic Huffman codes of a block (RFC 1951 §3.2.7). */
  private readCodes(): boolean {
    const lengthSymbols = this.take(5) + 257;
    const distanceSymbols = this.take(5) + 1;
    const orders = this.take(4) + 4;
    if (lengthSymbols > most.lengthSymbols || distanceSymbols > most.distanceSymbols) return false;
    sent.fill(0, 0, order.length);
    for (let index = 0; index < orders; index += 1) sent[order[index] as number] = this.take(3);
    if (!codeLengths.build(sent, 0, order.length, false)) return false;
    const total = lengthSymbols + distanceSymbols;
    for (let index = 0; index < total; ) {
      const found = codeLengths.find(this.peek());
      if (found < 0 || this.isPastEnd()) return false;
      this.at += found & 15;
      const symbol = found >> 4;
      if (symbol < 16) {
        sent[index] = symbol;
        index += 1;
        continue;
      }
      if (symbol === 16 && index === 0) return false;
      const value = symbol === 16 ? (sent[index - 1] as number) : 0;
      const times = symbol === 16 ? 3 + this.take(2) : symbol === 17 ? 3 + this.take(3) : 11 + this.take(7);
      if (index + times > total) return false;
      sent.fill(value, index, index + times);
      index += times;
    }
    return (
      sent[endOfBlock] !== 0 &&
      ownLengths.build(sent, 0, lengthSymbols, true) &&
      ownDistances.build(sent, lengthSymbols, total, true)
    );
  }

  private skipSymbols(lengths: HuffmanCode, distances: HuffmanCode): boolean {
    const stop = this.compressed.length * 8;
    while (this.at <= stop) {
      const found = lengths.find(this.peek());
      if (found < 0) return false;
      this.at += found & 15;
      const symbol = found >> 4;
      if (symbol < endOfBlock) this.made += 1;
      else if (symbol === endOfBlock) return true;
      else if (!this.skipMatch(symbol - endOfBlock - 1, distances)) return false;
      if (this.made > this.sizeBytes) return false;
    }
    return false;
  }

  private skipMatch(symbol: number, distances: HuffmanCode): boolean {
    if (symbol >= lengthBase.length) return false;
    const length = (lengthBase[symbol] as number) + this.take(lengthBits[symbol] as number);
    const found = distances.find(this.peek());
    if (found < 0) return false;
    this.at += found & 15;
    const far = found >> 4;
    if (far >= most.distanceSymbols) return false;
    const distance = (distanceBase[far] as number) + this.take(distanceBits[far] as number);
    if (distance > this.made) return false;
    this.made += length;
    return true;
  }
}
