import type { ByteRange } from "#lib/bytes/blob-ranges";
import type { NodeReader } from "#lib/formats/json/node-reader";
import type { PrettyLine } from "./pretty-lines.ts";
import type { RawRow } from "./protocol.ts";
import type { RawJsonText } from "./raw-text.ts";

/** Row length in bytes after which a long value continues in the next row. */
export const chunkBytes = 2_000;

export function drawPrettyRow(reader: NodeReader, sent: RawJsonText, row: PrettyLine): RawRow {
  const { node, closes, comma, indent, chunk, line } = row;
  const drawn: RawRow = { line, continues: chunk > 0, text: "  ".repeat(indent), marks: [] };
  const span = reader.span(node);
  const isContainer = span.kind === "object" || span.kind === "array";
  const brackets = span.kind === "object" ? "{}" : "[]";
  const nameBytes = span.nameTo - span.nameFrom;
  const from = chunk * chunkBytes;
  const to = from + chunkBytes;
  if (closes) drawn.text += brackets[1];
  else {
    if (from < nameBytes) append(drawn, sent, cut(reader, { from: span.nameFrom, to: span.nameTo }, from, to));
    if (nameBytes > 0 && from <= nameBytes && nameBytes < to) drawn.text += ": ";
    if (!isContainer && to > nameBytes)
      append(drawn, sent, cut(reader, { from: span.valueFrom, to: span.valueTo }, from - nameBytes, to - nameBytes));
    else if (isContainer && from <= nameBytes && nameBytes < to) {
      const { index } = reader;
      drawn.text += index.endOf(index.containerAt(node)) > node + 1 ? brackets[0] : brackets;
    }
  }
  if (comma) drawn.text += ",";
  return drawn;
}

function append(drawn: RawRow, sent: RawJsonText, { from, to }: ByteRange): void {
  const { text, marks } = sent.read(from, to);
  const before = drawn.text.length;
  drawn.marks.push(...marks.map((mark) => ({ from: before + mark.from, to: before + mark.to })));
  drawn.text += text;
}

/** Cuts `from` to `to` out of a byte range, relative to its start and moved to character boundaries. */
function cut(reader: NodeReader, range: ByteRange, from: number, to: number): ByteRange {
  const whole = (offset: number) => {
    let at = Math.min(Math.max(offset, range.from), range.to);
    if (at > range.from) while (at < range.to && ((reader.bytes[at] as number) & 0xc0) === 0x80) at++;
    return at;
  };
  return { from: whole(range.from + from), to: whole(range.from + to) };
}
