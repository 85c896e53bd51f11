import type { JsonDocument } from "./document.ts";
import { LineStarts } from "./line-starts.ts";
import { Masker } from "./masker.ts";
import { PrettyLines } from "./pretty-lines.ts";
import { chunkBytes, drawPrettyRow } from "./pretty-rows.ts";
import type { RawForm, RawRow } from "./protocol.ts";
import { RawJsonText } from "./raw-text.ts";

/** Rows of the raw view: the original bytes, or one value per line. */
export class RawRows {
  readonly #document: JsonDocument;
  #sent: { columns: number; lines: LineStarts } | null = null;
  #pretty: { nodes: number; lines: PrettyLines } | null = null;

  constructor(document: JsonDocument) {
    this.#document = document;
  }

  #lines(columns: number): LineStarts {
    const { scanner, sizeBytes } = this.#document;
    if (this.#sent?.columns !== columns) {
      this.#sent = { columns, lines: new LineStarts(scanner.bytes, sizeBytes, columns) };
    }
    return this.#sent.lines;
  }

  #prettyLines(): PrettyLines {
    const { index, reader } = this.#document;
    if (this.#pretty?.nodes !== index.nodeCount)
      this.#pretty = { nodes: index.nodeCount, lines: new PrettyLines(reader, chunkBytes) };
    return this.#pretty.lines;
  }

  shape(form: RawForm): { rowCount: number; lineCount: number } {
    const { rowCount, lineCount } = form.pretty ? this.#prettyLines() : this.#lines(form.columns);
    return { rowCount, lineCount };
  }

  rows(form: RawForm, from: number, count: number, masked = false): RawRow[] {
    const { reader } = this.#document;
    const sent = new RawJsonText(this.#document, new Masker(reader, masked));
    if (form.pretty) {
      const rows = this.#prettyLines().rows(from, count);
      return rows.map((row) => drawPrettyRow(reader, sent, row));
    }
    const rows = this.#lines(form.columns).rows(from, count);
    return rows.map(({ line, continues, from: start, to }) => ({ line, continues, ...sent.read(start, to) }));
  }

  rowOf(form: RawForm, offset: number): number {
    if (!form.pretty) return this.#lines(form.columns).rowOf(offset);
    const node = this.#document.index.nodeAtOffset(offset);
    return node < 0 ? 0 : this.#prettyLines().rowOf(node, offset);
  }
}
