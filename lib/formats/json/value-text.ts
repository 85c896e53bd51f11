import { decodeBase64url } from "#lib/bytes/base64";
import type { NodeReader } from "./node-reader.ts";
import { base64From64 } from "./recognise-value.ts";
import { decodeEscapes } from "./string-text.ts";

/** Returns clipboard text: a decoded name or string, or a value's bytes as sent. */
export function copyText(reader: NodeReader, node: number, what: "value" | "sent" | "name"): string {
  if (what === "name") return reader.name(node) ?? "";
  const span = reader.span(node);
  const sent = reader.text(span.valueFrom, span.valueTo);
  return what === "value" && span.kind === "string" ? decodeEscapes(sent.slice(1, -1)) : sent;
}

/** Returns part of a value's text as sent from the byte `from` (relative to the value), and the next offset. */
export function readValueText(
  reader: NodeReader,
  node: number,
  from: number,
  bytes: number,
): { text: string; nextFrom: number | null } {
  const span = reader.span(node);
  const start = span.valueFrom + from;
  let end = Math.min(span.valueTo, start + bytes);
  while (end < span.valueTo && ((reader.bytes[end] as number) & 0xc0) === 0x80) end--;
  return { text: reader.text(start, end), nextFrom: end < span.valueTo ? end - span.valueFrom : null };
}

/** Decodes a base64, base64url or data URL string. @returns null if it is not one */
export function decodeBase64Value(reader: NodeReader, node: number): Uint8Array<ArrayBuffer> | null {
  const text = copyText(reader, node, "value");
  try {
    return decodeBase64url(text.slice(base64From64(text)));
  } catch {
    return null;
  }
}
