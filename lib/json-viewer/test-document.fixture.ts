import { encode, pad } from "#lib/formats/json/test-text.fixture";
import { JsonDocument } from "./document.ts";
import type { JsonRow } from "./row.ts";

export function openDocument(
  text: string | Uint8Array,
  openDepth = Number.POSITIVE_INFINITY,
  masked = false,
): JsonDocument {
  const bytes = encode(text);
  const options = { openDepth, masked, seed: 7, rowTextBytes: Number.POSITIVE_INFINITY };
  const document = new JsonDocument(pad(bytes), bytes.length, options);
  document.read(Number.POSITIVE_INFINITY);
  return document;
}

export function withoutSpace(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|[ \t\n\r]+/gs, (_, kept: string | undefined) => kept ?? "");
}

export function writeRows(rows: readonly JsonRow[]): string {
  let text = "";
  const closing: string[] = [];
  for (const row of rows) {
    while (closing.length >= row.level) text += closing.pop() ?? "";
    if (row.position > 0) text += ",";
    if (row.name) text += `${row.name.text}:`;
    if (row.kind !== "object" && row.kind !== "array") text += row.value.text;
    else {
      text += row.kind === "object" ? "{" : "[";
      closing.push(row.kind === "object" ? "}" : "]");
    }
  }
  return text + closing.reverse().join("");
}
