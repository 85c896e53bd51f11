/**
 * Feeds generated and damaged JSON texts to the scanner for as long as it is told, and compares with JSON.parse: the same
 * texts are JSON, the same values come out, the rows give the text back, any step size gives the same index.
 *
 *   node --import ./scripts/typescript.mjs scripts/fuzz-json.ts --minutes 60 [--seed 1]
 *
 * Prints how many cases were tried; ends with 1 and the text in base64 at the first that differs.
 */
import { deepStrictEqual } from "node:assert";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { jsonText, openDocument, readValue, scan } from "../lib/json/test-text.ts";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "1" }, seed: { type: "string", default: "1" } },
});
const until = Date.now() + Number(values.minutes) * 60_000;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const interesting = Array.from('{}[]",:\\/u0-+.eE19tfn \n\r\t\0', (letter) => letter.charCodeAt(0)).concat([
  0x1f, 0x7f, 0x80, 0xbf, 0xc0, 0xc3, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xff,
]);

let state = Number(values.seed) | 0;
/** A small repeatable generator (mulberry32): every case follows from the seed. */
function random(limit: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
}

/** Overwrites, inserts, removes or repeats a few bytes. */
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
 * JSON.parse as a witness. It never sees a backslash of its own: once an object had a name that ends in one, V8 (Node 24.21)
 * takes escapes in later names for it (`[{"":1,"\\":2}]`, then `[{"":1,"\u0061":2}]`). Such texts are asked about their
 * grammar only, with another escape in its place.
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

function check(bytes: Uint8Array): void {
  const expected = parse(bytes);
  const document = openDocument(bytes);
  deepStrictEqual(document.scanner.error === null, expected !== null);
  if (expected?.trusted) deepStrictEqual(readValue(document, 0), expected.value);
  const stepped = scan(bytes, 1 + random(17));
  deepStrictEqual(stepped.error, document.scanner.error);
  deepStrictEqual(stepped.index, document.index);
  for (const row of document.window(0, 50)) document.nodeAt(document.details(row.node).positions);
}

let cases = 0;
let valid = 0;
for (let round = 0; Date.now() < until; round++) {
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
  if (round % 50 === 0) console.log(`${cases} cases, ${valid} of them JSON`);
}
console.log(`${cases} cases, ${valid} of them JSON, no difference`);
