/**
 * Fuzzes the JSON scanner against JSON.parse: validity, values, rows, raw view, paths, step sizes and masking.
 *
 *   node --import ./scripts/typescript.mjs scripts/fuzz-json.ts --minutes 60 [--seed 1]
 *
 * Minutes are processor time. Exits with 1 and prints the first differing text in base64.
 */
import { deepStrictEqual } from "node:assert";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { nodeAtPositions } from "../lib/formats/json/node-path.ts";
import { resolvePath } from "../lib/formats/json/resolve-path.ts";
import { jsonText, readValue, scan } from "../lib/formats/json/test-text.fixture.ts";
import { describeNode } from "../lib/json-viewer/describe-node.ts";
import type { JsonDocument } from "../lib/json-viewer/document.ts";
import { RawRows } from "../lib/json-viewer/raw-rows.ts";
import { openDocument, withoutSpace, writeRows } from "../lib/json-viewer/test-document.fixture.ts";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "1" }, seed: { type: "string", default: "1" } },
});
const usedMs = () => (process.cpuUsage().user + process.cpuUsage().system) / 1_000;
const untilMs = Number(values.minutes) * 60_000;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const interesting = Array.from('{}[]",:\\/u0-+.eE19tfn \n\r\t\0', (letter) => letter.charCodeAt(0)).concat([
  0x1f, 0x7f, 0x80, 0xbf, 0xc0, 0xc3, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xff,
]);

let state = Number(values.seed) | 0;
function random(limit: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
}

function damage(text: Uint8Array): Uint8Array {
  const bytes = Array.from(text);
  for (let change = random(4); change >= 0; change--) {
    const at = random(bytes.length + 1);
    const byte = interesting[random(interesting.length)] as number;
    const kind = random(4);
    if (kind === 0) bytes[Math.min(at, Math.max(bytes.length - 1, 0))] = byte;
    else if (kind === 1) bytes.splice(at, 0, byte);
    else if (kind === 2) bytes.splice(at, 1 + random(3));
    else bytes.splice(at, 0, ...bytes.slice(at, at + random(8)));
  }
  return Uint8Array.from(bytes);
}

/**
 * Parses with JSON.parse as the reference. V8 (Node 24.21) misreads escaped names after a name that ends in a backslash:
 * `[{"":1,"\\":2}]`, then `[{"":1,"\u0061":2}]`. Such texts are checked for grammar only, with another escape.
 */
function parse(bytes: Uint8Array): { value: unknown; trusted: boolean } | null {
  try {
    const text = decoder.decode(bytes).replace(/^\ufeff/, "");
    const witnessed = text.replaceAll("\\\\", "\\b");
    return { value: JSON.parse(witnessed), trusted: witnessed === text };
  } catch {
    return null;
  }
}

/** Asserts that the raw view contains every character once, whether rows are read together or one by one. */
function checkRaw(document: JsonDocument, bytes: Uint8Array): void {
  const raw = new RawRows(document);
  const form = { pretty: false, columns: 4 + random(40) };
  const rows = raw.rows(form, 0, bytes.length + 1);
  const text = rows.reduce((all, row, at) => all + (at > 0 && !row.continues ? "\n" : "") + row.text, "");
  // A row may split an ill-formed sequence, which changes the count of replacement characters.
  const signs = (all: string) => all.replaceAll(/\ufffd+/g, "\ufffd");
  const sent = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  deepStrictEqual(signs(text), signs(sent));
  const pretty = { pretty: true, columns: 80 };
  const { rowCount } = raw.shape(pretty);
  const lines = raw.rows(pretty, 0, rowCount + 10);
  deepStrictEqual(lines.length, rowCount);
  const at = random(rowCount + 1);
  deepStrictEqual(raw.rows(pretty, at, 3), lines.slice(at, at + 3));
  if (document.scanner.error === null)
    deepStrictEqual(withoutSpace(lines.map((line) => line.text).join("\n")), writeRows(document.window(0, rowCount)));
}

function check(bytes: Uint8Array): void {
  const expected = parse(bytes);
  const document = openDocument(bytes);
  deepStrictEqual(document.scanner.error === null, expected !== null);
  if (expected?.trusted) deepStrictEqual(readValue(document.reader, 0), expected.value);
  const stepped = scan(bytes, 1 + random(17));
  deepStrictEqual(stepped.error, document.scanner.error);
  deepStrictEqual(stepped.index, document.index);
  const rows = document.window(0, document.rows.count);
  if (expected) deepStrictEqual(writeRows(rows), withoutSpace(decoder.decode(bytes).replace(/^\ufeff/, "")));
  for (let picks = Math.min(rows.length, 8); picks > 0; picks--) {
    const { node } = rows[random(rows.length)] as (typeof rows)[0];
    const { positions, path, pointer } = describeNode(document.reader, node);
    deepStrictEqual(nodeAtPositions(document.reader, positions), node);
    deepStrictEqual(resolvePath(document.reader, path).nodes.includes(node), true);
    if (pointer !== "") deepStrictEqual(resolvePath(document.reader, pointer).nodes.includes(node), true);
  }
  checkRaw(document, bytes);
  document.masked = true;
  deepStrictEqual(document.window(0, rows.length).length, rows.length);
}

let cases = 0;
let valid = 0;
for (let round = 0; usedMs() < untilMs; round++) {
  for (const text of fc.sample(jsonText, { numRuns: 200, seed: random(0x7fffffff) })) {
    const whole = encoder.encode(text);
    for (const bytes of [whole, damage(whole), damage(whole), damage(whole), whole.slice(0, random(whole.length))]) {
      try {
        check(bytes);
      } catch (error) {
        console.error(`Differs after ${cases} cases: ${Buffer.from(bytes).toString("base64")}`);
        console.error(error);
        process.exit(1);
      }
      cases++;
      if (parse(bytes)) valid++;
    }
  }
  if (round % 50 === 0) console.log(`${cases} cases, ${valid} of them JSON, ${(usedMs() / 60_000).toFixed(1)} minutes`);
}
console.log(`${cases} cases, ${valid} of them JSON, no difference`);
