import fc from "fast-check";
import { NodeReader } from "./node-reader.ts";
import { allocateText } from "./padded-buffer.ts";
import { Scanner } from "./scanner.ts";
import { noContainer, type StructuralIndex } from "./structural-index.ts";

/** Shared fixtures: scanned texts, generated texts and the value of an index. */

export function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = allocateText(bytes.length);
  padded.set(bytes);
  return padded;
}

export const encode = (text: string | Uint8Array) => (typeof text === "string" ? new TextEncoder().encode(text) : text);

export function scan(text: string | Uint8Array, stepBytes = Number.POSITIVE_INFINITY, seed = 7): Scanner {
  const bytes = encode(text);
  const scanner = new Scanner(pad(bytes), bytes.length, seed);
  while (!scanner.done) scanner.run(scanner.at + stepBytes);
  return scanner;
}

export type ScannedText = { scanner: Scanner; index: StructuralIndex; reader: NodeReader; sizeBytes: number };

export function scanJsonText(text: string | Uint8Array): ScannedText {
  const scanner = scan(text);
  const sizeBytes = scanner.length;
  const reader = new NodeReader(scanner.bytes, scanner.index, () => Math.min(scanner.at, sizeBytes));
  return { scanner, index: scanner.index, reader, sizeBytes };
}

/** Builds the value that JSON.parse would return: the last of duplicate names wins. */
export function readValue(reader: NodeReader, node: number): unknown {
  const { index } = reader;
  const span = reader.span(node);
  const sent = reader.text(span.valueFrom, span.valueTo);
  const container = index.containerAt(node);
  if (container === noContainer) return JSON.parse(sent);
  if (span.kind === "array") return [...reader.children(container)].map((child) => readValue(reader, child));
  const object: Record<string, unknown> = {};
  for (const child of reader.children(container)) {
    const name = reader.name(child) ?? "";
    const value = readValue(reader, child);
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return object;
}

const space = fc.stringMatching(/^[ \t\n\r]{0,3}$/);
const escaped = fc.constantFrom(
  '\\"',
  "\\\\",
  "\\/",
  "\\b",
  "\\f",
  "\\n",
  "\\r",
  "\\t",
  "\\u0000",
  "\\u00fc",
  "\\uD83D\\uDE00",
  "\\ud800",
  "\\uDC00",
);
const plainCharacter = fc.oneof(
  fc.constantFrom("a", "b", "Z", " ", "{", "}", "[", "]", ",", ":", "ü", "ß", "Ł", "\u202e", "😀", "\u007f", "0", "/"),
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 1 })
    .filter((text) => !/["\\\u0000-\u001f\ud800-\udfff]/u.test(text)),
);
export const stringText = fc
  .array(fc.oneof({ weight: 4, arbitrary: plainCharacter }, { weight: 1, arbitrary: escaped }), { maxLength: 12 })
  .map((parts) => `"${parts.join("")}"`);
/**
 * Excludes backslashes from names, because V8's JSON.parse then confuses `"\\u0061"` with them (`[{"":1,"\\":2}]`, `[{"":1,"\u0061":2}]`, Node
 * 24.21).
 */
const nameText = fc.oneof(
  stringText.filter((text) => !text.includes("\\\\")),
  fc.constantFrom('"a"', '"\\u0061"', '"b"', '""', '"__proto__"', '"constructor"'),
);
export const numberText = fc.oneof(
  fc.stringMatching(/^-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?$/),
  fc.constantFrom("-0", "0", "1E400", "12345678901234567890", "1e-400"),
);

/** Generates valid JSON with any white space, duplicate names, escapes and unusual numbers. */
export const jsonText: fc.Arbitrary<string> = fc.letrec<{ value: string; array: string; object: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom("true", "false", "null"),
    numberText,
    stringText,
    tie("array"),
    tie("object"),
  ),
  array: fc
    .tuple(fc.array(fc.tuple(space, tie("value"), space), { maxLength: 6 }), space)
    .map(([items, inner]) =>
      items.length === 0 ? `[${inner}]` : `[${items.map((parts) => parts.join("")).join(",")}]`,
    ),
  object: fc
    .tuple(
      fc.array(fc.tuple(space, nameText, space, fc.constant(":"), space, tie("value"), space), { maxLength: 8 }),
      space,
    )
    .map(([members, inner]) =>
      members.length === 0 ? `{${inner}}` : `{${members.map((parts) => parts.join("")).join(",")}}`,
    ),
})).value;
