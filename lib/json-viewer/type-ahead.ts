import { decodeEscapes } from "#lib/formats/json/string-text";
import type { JsonDocument } from "./document.ts";

const triedRows = 50_000;
const rowsAtATime = 512;
const comparedBytes = 200;

/** The next row after `row` whose name (or, without one, value) begins with `text`, going round once, over at most 50,000 rows. */
export function findRowBeginning({ rows, reader }: JsonDocument, row: number, text: string): number | null {
  const wanted = text.toLowerCase();
  const { count } = rows;
  const limit = Math.min(count, triedRows);
  for (let tried = 0; tried < limit; ) {
    const from = (row + 1 + tried) % count;
    const nodes = rows.nodes(from, Math.min(rowsAtATime, limit - tried));
    for (const [position, node] of nodes.entries()) {
      const { name, value } = reader.texts(node);
      const stretch = name.to > 0 ? name : value;
      const head = reader.text(stretch.from, Math.min(stretch.to, stretch.from + comparedBytes));
      if (decodeEscapes(head).toLowerCase().startsWith(wanted)) return from + position;
    }
    tried += Math.max(nodes.length, 1);
  }
  return null;
}
