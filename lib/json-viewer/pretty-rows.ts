import type { ByteRange, NodeReader } from "#lib/formats/json/node-reader";
import type { PrettyLine } from "./pretty-lines.ts";
import type { RawRow } from "./protocol.ts";
import type { SentText } from "./raw-text.ts";

/** Row length in bytes after which a long value continues in the next row. */
export const pieceBytes = 2_000;

export function drawPrettyRow(reader: NodeReader, sent: SentText, row: PrettyLine): RawRow {
  const { node, closes, comma, indent, piece, line } = row;
  const drawn: RawRow = { line, continues: piece > 0, text: "  ".repeat(indent), marks: [] };
  const span = reader.span(node);
  const isContainer = span.kind === "object" || span.kind === "array";
  const brackets = span.kind === "object" ? "{}" : "[]";
  const nameBytes = span.nameTo - span.nameFrom;
  const from = piece * pieceBytes;
  const to = from + pieceBytes;
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

function append(drawn: RawRow, sent: SentText, { from, to }: ByteRange): void {
  const { text, marks } = sent.read(from, to);
  const before = drawn.text.length;
  drawn.marks.push(...marks.map((mark) => ({ from: before + mark.from, to: before + mark.to })));
  drawn.text += text;
}

/** Cuts `from` to `to` out of a byte range, relative to its start and moved to character boundaries. */
function cut(reader: NodeReader, stretch: ByteRange, from: number, to: number): ByteRange {
  const whole = (offset: number) => {
    let at = Math.min(Math.max(offset, stretch.from), stretch.to);
    if (at > stretch.from) while (at < stretch.to && ((reader.bytes[at] as number) & 0xc0) === 0x80) at++;
    return at;
  };
  return { from: whole(stretch.from + from), to: whole(stretch.from + to) };
}
