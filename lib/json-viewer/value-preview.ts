import type { NodeReader } from "#lib/formats/json/node-reader";
import type { Masker } from "./masker.ts";
import { maskText } from "./personal-data.ts";

const maxCharacters = 64;
const maxChildren = 4;
const maxName = 24;
const maxValue = 24;

function shorten(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** Formats the start of a closed object or array: `{ name: "nfc_chip", result: "PASSED", … }`. */
export function formatPreview(reader: NodeReader, container: number, masker: Masker): string {
  const object = reader.kind(reader.index.nodeOf(container)) === "object";
  const [left, right] = object ? ["{", "}"] : ["[", "]"];
  const parts: string[] = [];
  let length = 0;
  let more = false;
  for (const node of reader.children(container)) {
    if (parts.length >= maxChildren || length > maxCharacters) {
      more = true;
      break;
    }
    const part = formatChild(reader, node, container, masker);
    length += part.length;
    parts.push(part);
  }
  if (parts.length === 0) return `${left}${right}`;
  return `${left} ${parts.join(", ")}${more ? ", …" : ""} ${right}`;
}

function formatChild(reader: NodeReader, node: number, container: number, masker: Masker): string {
  const span = reader.span(node);
  const name =
    span.nameFrom < 0
      ? ""
      : `${shorten(reader.text(span.nameFrom + 1, Math.min(span.nameTo - 1, span.nameFrom + 100)), maxName)}: `;
  if (span.kind === "object") return `${name}{…}`;
  if (span.kind === "array") return `${name}[…]`;
  if (masker.covers(span, container)) return `${name}${maskText}`;
  const text = reader.text(span.valueFrom, Math.min(span.valueTo, span.valueFrom + 100));
  if (text.length <= maxValue) return name + text;
  return `${name}${text.slice(0, maxValue)}…${span.kind === "string" ? '"' : ""}`;
}
