import fc from "fast-check";
import { expect, it } from "vitest";
import { everyLeaf, readLeaves } from "./read-leaves.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readLeaves(encode(text), everyLeaf);

it("gives every scalar with its path, numbers as sent, both of two equal names", () => {
  const text = '{"a":{"b c":[1.10,"x\\u00e9"]},"n":12345678901234567890,"n":true,"z":null}';
  expect(read(text)).toEqual([
    { path: "$.a['b c'][0]", name: "b c", text: "1.10", kind: "number" },
    { path: "$.a['b c'][1]", name: "b c", text: "xé", kind: "string" },
    { path: "$.n", name: "n", text: "12345678901234567890", kind: "number" },
    { path: "$.n", name: "n", text: "true", kind: "boolean" },
    { path: "$.z", name: "z", text: "null", kind: "null" },
  ]);
});

it("numbers the elements of arrays of objects", () => {
  expect(read('[{"a":1},{"a":[2,3]}]').map(({ path }) => path)).toEqual(["$[0].a", "$[1].a[0]", "$[1].a[1]"]);
});

it("gives what stands before a fault, and never throws", () => {
  expect(read('{"a":1,"b":').map(({ path }) => path)).toEqual(["$.a"]);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => Array.isArray(readLeaves(bytes, everyLeaf))));
  fc.assert(fc.property(fc.string(), (text) => Array.isArray(read(text))));
});

it("agrees with JSON.parse on the number of scalars", () => {
  const count = (value: unknown): number =>
    typeof value === "object" && value !== null
      ? Object.values(value).reduce((sum: number, child) => sum + count(child), 0)
      : 1;
  fc.assert(fc.property(fc.jsonValue(), (value) => read(JSON.stringify(value)).length === count(value)));
});

it("leaves pictures alone", () => {
  expect(read(`{"portrait":"${"A".repeat(10_000)}","ok":1}`).map(({ path }) => path)).toEqual(["$.ok"]);
});
