import { PdfDict, PdfKeyword, PdfName, PdfRef, PdfText, type PdfValue } from "./values.ts";

const maxDepth = 100;
const maxTextBytes = 4 * 1024 * 1024;

const isSpace = (byte: number | undefined) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;
const isDelimiter = (byte: number) => "()<>[]{}/%".includes(String.fromCharCode(byte));
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Reads PDF objects from bytes (ISO 32000-1, 7.2 and 7.3). Never throws for bad bytes: what it cannot read is null or a keyword. */
export class ObjectReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  skipSpace(): void {
    const { bytes } = this;
    for (; this.at < bytes.length; this.at += 1) {
      const byte = bytes[this.at];
      if (byte === 0x25) {
        while (this.at < bytes.length && bytes[this.at] !== 0x0a && bytes[this.at] !== 0x0d) this.at += 1;
      } else if (!isSpace(byte)) return;
    }
  }

  /** @param isPlain a number stays a number, also before another one and `R` */
  read(depth = 0, isPlain = false): PdfValue {
    this.skipSpace();
    const byte = this.bytes[this.at];
    if (byte === undefined || depth > maxDepth) {
      this.at += 1;
      return null;
    }
    if (isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e) {
      const number = this.#readNumber();
      return isPlain ? number : (this.#readReference(number) ?? number);
    }
    if (byte === 0x2f) return new PdfName(this.#readName());
    if (byte === 0x28) return new PdfText(this.#readText());
    if (byte === 0x5b) return this.#readArray(depth);
    if (byte === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.#readDict(depth) : new PdfText(this.#readHex());
    return this.#readKeyword();
  }

  #readNumber(): number {
    const start = this.at;
    this.at += 1;
    while (this.at < this.bytes.length && (isDigit(this.bytes[this.at]) || this.bytes[this.at] === 0x2e)) this.at += 1;
    const value = Number(String.fromCharCode(...this.bytes.subarray(start, Math.min(this.at, start + 40))));
    return Number.isNaN(value) ? 0 : value;
  }

  /** Number and generation of `5 0 R`; null, without moving, for a number alone. */
  #readReference(number: number): PdfRef | null {
    if (!Number.isInteger(number) || number < 0) return null;
    const { bytes, at: start } = this;
    let at = start;
    while (isSpace(bytes[at])) at += 1;
    let generation = 0;
    const digits = at;
    for (; isDigit(bytes[at]) && at - digits < 6; at += 1) generation = generation * 10 + ((bytes[at] ?? 0) - 0x30);
    if (at === digits || !isSpace(bytes[at])) return null;
    while (isSpace(bytes[at])) at += 1;
    const after = bytes[at + 1];
    if (bytes[at] !== 0x52 || (after !== undefined && !isSpace(after) && !isDelimiter(after))) return null;
    this.at = at + 1;
    return new PdfRef(number, generation);
  }

  #readWord(): string {
    const start = this.at;
    while (this.at < this.bytes.length) {
      const byte = this.bytes[this.at] as number;
      if (isSpace(byte) || isDelimiter(byte)) break;
      this.at += 1;
    }
    return new TextDecoder("latin1").decode(this.bytes.subarray(start, Math.min(this.at, start + 200)));
  }

  #readName(): string {
    this.at += 1;
    return this.#readWord().replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }

  #readKeyword(): PdfValue {
    const word = this.#readWord();
    if (word === "") this.at += 1;
    if (word === "null") return null;
    if (word === "true" || word === "false") return word === "true";
    return new PdfKeyword(word);
  }

  #readArray(depth: number): PdfValue[] {
    const values: PdfValue[] = [];
    for (this.at += 1; !this.isAtEnd; ) {
      this.skipSpace();
      if (this.bytes[this.at] === 0x5d) {
        this.at += 1;
        break;
      }
      const value = this.read(depth + 1);
      if (value instanceof PdfKeyword && /^(endobj|endstream|obj)$/.test(value.word)) break;
      values.push(value);
    }
    return values;
  }

  #readDict(depth: number): PdfDict {
    const dict = new PdfDict();
    for (this.at += 2; !this.isAtEnd; ) {
      this.skipSpace();
      if (this.bytes[this.at] === 0x3e) {
        this.at += this.bytes[this.at + 1] === 0x3e ? 2 : 1;
        break;
      }
      const key = this.read(depth + 1);
      if (key instanceof PdfKeyword && /^(endobj|endstream|stream|obj)$/.test(key.word)) {
        this.at -= key.word.length;
        break;
      }
      if (!(key instanceof PdfName)) continue;
      this.skipSpace();
      if (this.bytes[this.at] === 0x3e) continue;
      const value = this.read(depth + 1);
      if (!dict.entries.has(key.name)) dict.entries.set(key.name, value);
    }
    return dict;
  }

  /** A string in parentheses (7.3.4.2). */
  #readText(): Uint8Array {
    const made: number[] = [];
    let open = 1;
    for (this.at += 1; this.at < this.bytes.length && made.length < maxTextBytes; this.at += 1) {
      let byte = this.bytes[this.at] as number;
      if (byte === 0x5c) {
        this.at += 1;
        byte = this.bytes[this.at] ?? 0;
        const octal = /^[0-7]{1,3}/.exec(String.fromCharCode(...this.bytes.subarray(this.at, this.at + 3)))?.[0];
        if (octal !== undefined) {
          made.push(Number.parseInt(octal, 8) & 255);
          this.at += octal.length - 1;
        } else if (byte === 0x0d) {
          if (this.bytes[this.at + 1] === 0x0a) this.at += 1;
        } else if (byte !== 0x0a) made.push(escapes[String.fromCharCode(byte)] ?? byte);
        continue;
      }
      if (byte === 0x28) open += 1;
      if (byte === 0x29) {
        open -= 1;
        if (open === 0) {
          this.at += 1;
          break;
        }
      }
      made.push(byte);
    }
    return Uint8Array.from(made);
  }

  #readHex(): Uint8Array {
    let digits = "";
    const made: number[] = [];
    for (this.at += 1; this.at < this.bytes.length && made.length < maxTextBytes; this.at += 1) {
      const byte = this.bytes[this.at] as number;
      if (byte === 0x3e) {
        this.at += 1;
        break;
      }
      const digit = String.fromCharCode(byte);
      if (/[0-9a-f]/i.test(digit)) digits += digit;
      if (digits.length === 2) {
        made.push(Number.parseInt(digits, 16));
        digits = "";
      }
    }
    if (digits.length === 1) made.push(Number.parseInt(`${digits}0`, 16));
    return Uint8Array.from(made);
  }
}

const escapes: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
