import { lowerBound } from "#lib/runtime/lower-bound";

/** Row interval between stored offsets; rows between them are found by scanning. */
const everyRows = 512;

/** Indexes raw rows by a subset of offsets, so that one line of 100 MB costs no more than a million lines. */
export class LineStarts {
  rowCount = 0;
  lineCount = 0;
  readonly #bytes: Uint8Array;
  readonly #length: number;
  readonly #columns: number;
  readonly #offsets: number[] = [];
  readonly #lines: number[] = [];

  constructor(bytes: Uint8Array, length: number, columns: number) {
    this.#bytes = bytes;
    this.#length = length;
    this.#columns = columns;
    let start = 0;
    for (;;) {
      const feed = bytes.indexOf(0x0a, start);
      const end = feed < 0 || feed >= length ? length : feed;
      const chunks = Math.max(1, Math.ceil((end - start) / columns));
      const first = Math.ceil(this.rowCount / everyRows) * everyRows;
      for (let row = first; row < this.rowCount + chunks; row += everyRows) {
        this.#offsets.push(start + (row - this.rowCount) * columns);
        this.#lines.push(this.lineCount + 1);
      }
      this.rowCount += chunks;
      this.lineCount++;
      if (end === length) return;
      start = end + 1;
    }
  }

  /** Returns the end of the row at `offset` and the start of the next. */
  #step(offset: number): { end: number; next: number; newLine: boolean } {
    const limit = Math.min(offset + this.#columns, this.#length);
    const feed = this.#bytes.subarray(offset, Math.min(limit + 1, this.#length)).indexOf(0x0a);
    if (feed >= 0) return { end: offset + feed, next: offset + feed + 1, newLine: true };
    return { end: limit, next: limit, newLine: false };
  }

  /** Returns byte ranges of up to `count` rows from `from` on, cut between characters. */
  rows(from: number, count: number): { line: number; continues: boolean; from: number; to: number }[] {
    const found: { line: number; continues: boolean; from: number; to: number }[] = [];
    const kept = Math.floor(from / everyRows);
    let offset = this.#offsets[kept];
    let line = this.#lines[kept];
    if (offset === undefined || line === undefined) return found;
    for (let row = kept * everyRows; row < Math.min(from + count, this.rowCount); row++) {
      const { end, next, newLine } = this.#step(offset);
      const continues = offset > 0 && this.#bytes[offset - 1] !== 0x0a;
      if (row >= from) found.push({ line, continues, from: this.#whole(offset), to: this.#whole(end) });
      offset = next;
      if (newLine) line++;
    }
    return found;
  }

  /** Moves `offset` back to a UTF-8 character boundary; invalid bytes stay where they are. */
  #whole(offset: number): number {
    if (offset === 0 || this.#bytes[offset - 1] === 0x0a) return offset;
    let at = offset;
    while (at < Math.min(offset + 3, this.#length) && ((this.#bytes[at] as number) & 0xc0) === 0x80) at++;
    return at;
  }

  rowOf(offset: number): number {
    const after = lowerBound(0, this.#offsets.length, (index) => (this.#offsets[index] as number) <= offset);
    const kept = Math.max(after - 1, 0);
    let row = kept * everyRows;
    let at = this.#offsets[kept] ?? 0;
    while (row < this.rowCount - 1) {
      const { next } = this.#step(at);
      if (next > offset) break;
      at = next;
      row++;
    }
    return row;
  }
}
