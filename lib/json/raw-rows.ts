import type { JsonDocument } from "./document.ts";
import { LineStarts } from "./line-starts.ts";
import { Masker } from "./masker.ts";
import { PrettyLines } from "./pretty-lines.ts";
import type { RawForm, RawRow } from "./protocol.ts";

/** Pretty lines are cut after this many bytes; as sent, long lines go on in the next row. */
const prettyBytes = 2_000;

/** The raw view: the bytes as sent in rows, or the same values one per line. */
export class RawRows {
  readonly #document: JsonDocument;
  #sent: { columns: number; read: number; lines: LineStarts } | null = null;
  #pretty: { nodes: number; lines: PrettyLines } | null = null;

  constructor(document: JsonDocument) {
    this.#document = document;
  }

  #lines(columns: number): LineStarts {
    const { scanner, sizeBytes } = this.#document;
    if (this.#sent?.columns !== columns) {
      this.#sent = { columns, read: sizeBytes, lines: new LineStarts(scanner.bytes, sizeBytes, columns) };
    }
    return this.#sent.lines;
  }

  #prettyLines(): PrettyLines {
    const { index, reader } = this.#document;
    if (this.#pretty?.nodes !== index.nodeCount)
      this.#pretty = { nodes: index.nodeCount, lines: new PrettyLines(reader) };
    return this.#pretty.lines;
  }

  shape(form: RawForm): { rowCount: number; lineCount: number } {
    if (form.pretty) {
      const { count } = this.#prettyLines();
      return { rowCount: count, lineCount: count };
    }
    const { rowCount, lineCount } = this.#lines(form.columns);
    return { rowCount, lineCount };
  }

  rows(form: RawForm, from: number, count: number, masked = false): RawRow[] {
    const masker = new Masker(this.#document.reader, masked);
    if (form.pretty) return this.#prettyRows(masker, from, count);
    return this.#lines(form.columns)
      .rows(from, count)
      .map(({ line, continues, from: start, to }) => ({
        line,
        continues,
        text: this.#sentText(masker, start, to),
        cutBytes: 0,
      }));
  }

  /** The row in which the byte `offset` stands. */
  rowOf(form: RawForm, offset: number): number {
    if (!form.pretty) return this.#lines(form.columns).rowOf(offset);
    const node = this.#document.index.nodeAtOffset(offset);
    return node < 0 ? 0 : this.#prettyLines().lineOf(node);
  }

  /** Bytes as text; with masking on, every character of a covered value is a dot. */
  #sentText(masker: Masker, from: number, to: number): string {
    const { reader, index } = this.#document;
    if (!masker.on) return reader.text(from, to);
    let text = "";
    let at = from;
    for (let node = Math.max(index.nodeAtOffset(from), 0); node < index.nodeCount && at < to; node++) {
      if (index.offsetOf(node) >= to) break;
      const { value } = reader.texts(node);
      if (value.to <= at || value.from >= to) continue;
      const { parent } = index.place(node);
      if (!masker.covers(reader.span(node), parent)) continue;
      const start = Math.max(value.from, at);
      const end = Math.min(value.to, to);
      text += reader.text(at, start) + "•".repeat(reader.text(start, end).length);
      at = end;
    }
    return text + reader.text(at, to);
  }

  #prettyRows(masker: Masker, from: number, count: number): RawRow[] {
    const { reader, index } = this.#document;
    const lines = this.#prettyLines().lines(from, count);
    return lines.map(({ node, closes, comma, indent }, position) => {
      const span = reader.span(node);
      const object = span.kind === "object";
      const name =
        span.nameFrom < 0 || closes
          ? ""
          : `${reader.text(span.nameFrom, Math.min(span.nameTo, span.nameFrom + prettyBytes))}: `;
      let text = "";
      let cutBytes = 0;
      if (closes) text = object ? "}" : "]";
      else if (object || span.kind === "array") {
        const container = index.containerAt(node);
        const filled = index.endOf(container) > node + 1;
        text = object ? (filled ? "{" : "{}") : filled ? "[" : "[]";
      } else {
        const to = Math.min(span.valueTo, span.valueFrom + prettyBytes);
        cutBytes = span.valueTo - to;
        text = this.#sentText(masker, span.valueFrom, to);
      }
      return {
        line: from + position + 1,
        continues: false,
        text: `${"  ".repeat(indent)}${name}${text}${comma ? "," : ""}`,
        cutBytes,
      };
    });
  }
}
