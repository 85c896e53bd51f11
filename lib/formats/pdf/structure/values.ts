/** Values of PDF objects (ISO 32000-1, 7.3). Strings are bytes, as in the file. */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfText
  | PdfRef
  | PdfValue[]
  | PdfDict
  | PdfStream
  | PdfKeyword;

export class PdfName {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

export class PdfText {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** `5 0 R`. Its key is that of pdf.js: `5R`, and `5R2` for generation 2. */
export class PdfRef {
  readonly number: number;
  readonly generation: number;

  constructor(number: number, generation: number) {
    this.number = number;
    this.generation = generation;
  }

  get key(): string {
    return this.generation === 0 ? `${this.number}R` : `${this.number}R${this.generation}`;
  }
}

/** `obj`, `endobj`, an operator; also what no rule knows. */
export class PdfKeyword {
  readonly word: string;

  constructor(word: string) {
    this.word = word;
  }
}

export class PdfDict {
  readonly entries = new Map<string, PdfValue>();
}

export class PdfStream {
  readonly dict: PdfDict;
  /** As in the file, before filters. */
  readonly data: Uint8Array<ArrayBuffer>;
  /** The file ends before the stream does. */
  readonly isCut: boolean;

  constructor(dict: PdfDict, data: Uint8Array<ArrayBuffer>, isCut: boolean) {
    this.dict = dict;
    this.data = data;
    this.isCut = isCut;
  }
}

export const isName = (value: PdfValue | undefined, name: string): boolean =>
  value instanceof PdfName && value.name === name;

/** Text of a PDF string: UTF-16 or UTF-8 with their marks, else PDFDocEncoding, read as Windows-1252 (7.9.2). */
export function decodeText({ bytes }: PdfText): string {
  const [first, second, third] = bytes;
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes.subarray(2));
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes.subarray(2));
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder().decode(bytes.subarray(3));
  return new TextDecoder("windows-1252").decode(bytes);
}

/** Objects by reference; a dictionary's entry may be one. */
export type ObjectSource = {
  resolve(value: PdfValue | undefined): PdfValue;
  get(dict: PdfDict, name: string): PdfValue;
};

/** Where an object stands: in the file, or in an object stream (7.5.7). */
export type ObjectPlace = { kind: "offset"; offset: number } | { kind: "compressed"; stream: number };
export type XrefTable = Map<number, ObjectPlace>;
