import { type NodeKind, NodeReader } from "#lib/formats/json/node-reader";
import { allocateText } from "#lib/formats/json/padded-buffer";
import { Scanner } from "#lib/formats/json/scanner";
import { decodeEscapes } from "#lib/formats/json/string-text";
import { noContainer } from "#lib/formats/json/structural-index";

/** A JSON value with `json` as its exact text, which preserves digits and duplicate names. */
export type SentValue = {
  kind: NodeKind;
  json: string;
  /** A decoded string, a number's digits, `true` or `false`; null for null, objects and arrays. */
  text: string | null;
  /** Of an object, in the order sent, duplicates included; else empty. */
  members(): SentMember[];
  /** Of an array; else empty. */
  items(): SentValue[];
};

export type SentMember = { name: string; value: SentValue };

/** Parses UTF-8 JSON of any depth; null if it is not JSON (RFC 8259). */
export function readSentJson(text: Uint8Array): SentValue | null {
  const bytes = allocateText(text.length);
  bytes.set(text);
  // The seed prevents names chosen to collide.
  const scanner = new Scanner(bytes, text.length, crypto.getRandomValues(new Int32Array(1))[0] ?? 1);
  while (!scanner.done) scanner.run(text.length + 1);
  if (scanner.error !== null) return null;
  return readValue(new NodeReader(bytes, scanner.index, () => text.length), 0);
}

function readValue(reader: NodeReader, node: number): SentValue {
  const { kind, valueFrom, valueTo } = reader.span(node);
  const json = reader.text(valueFrom, valueTo);
  const children = () => {
    const container = reader.index.containerAt(node);
    return container === noContainer ? [] : [...reader.children(container)];
  };
  return {
    kind,
    json,
    text: textOf(kind, json),
    members: () =>
      kind === "object"
        ? children().map((child) => ({ name: reader.name(child) ?? "", value: readValue(reader, child) }))
        : [],
    items: () => (kind === "array" ? children().map((child) => readValue(reader, child)) : []),
  };
}

function textOf(kind: NodeKind, json: string): string | null {
  if (kind === "string") return decodeEscapes(json.slice(1, -1));
  return kind === "number" || kind === "true" || kind === "false" ? json : null;
}
