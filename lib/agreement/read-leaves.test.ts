import fc from "fast-check";
import { expect, it } from "vitest";
import { everyLeaf, readLeaves } from "./read-leaves.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readLeaves(encode(text), everyLeaf).leaves;

it("gives every scalar with its path, numbers as sent, both of two equal names", () => {
  const text = '{"a":{"b c":[1.10,"x\\u00e9"]},"n":12345678901234567890,"n":true,"z":null}';
  expect(read(text)).toEqual([
    { path: "$.a['b c'][0]", names: ["a", "b c"], text: "1.10", kind: "number", inList: true, beside: null },
    { path: "$.a['b c'][1]", names: ["a", "b c"], text: "xé", kind: "string", inList: true, beside: null },
    { path: "$.n", names: ["n"], text: "12345678901234567890", kind: "number", inList: false, beside: null },
    { path: "$.n", names: ["n"], text: "true", kind: "boolean", inList: false, beside: null },
    { path: "$.z", names: ["z"], text: "null", kind: "null", inList: false, beside: null },
  ]);
});

it("numbers the elements of arrays of objects", () => {
  expect(read('[{"a":1},{"a":[2,3]}]').map(({ path }) => path)).toEqual(["$[0].a", "$[1].a[0]", "$[1].a[1]"]);
});

it("gives what stands before a fault, and never throws", () => {
  expect(read('{"a":1,"b":').map(({ path }) => path)).toEqual(["$.a"]);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => Array.isArray(readLeaves(bytes, everyLeaf).leaves)),
  );
  fc.assert(fc.property(fc.string(), (text) => Array.isArray(read(text))));
});

it("gives the scalars that JSON.parse gives, of one place each text once", () => {
  const texts = new Set<string>();
  const collect = (value: unknown, names: string): void => {
    if (Array.isArray(value)) for (const item of value) collect(item, names);
    else if (typeof value === "object" && value !== null)
      for (const [name, item] of Object.entries(value)) collect(item, JSON.stringify([names, name]));
    else texts.add(JSON.stringify([names, typeof value === "string" ? value : JSON.stringify(value)]));
  };
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      texts.clear();
      collect(value, "");
      const leaves = read(JSON.stringify(value));
      const found = leaves.map(({ names, text }) =>
        JSON.stringify([names.reduce((a, b) => JSON.stringify([a, b]), ""), text]),
      );
      return new Set(found).size === texts.size && found.every((text) => texts.has(text));
    }),
  );
});

it("finds the end of every string, whatever follows it", () => {
  const text = String.raw`{"a":"x\\","b":["y\"",{"c":"{[,\"]}"}],"d":"\u0041" , "e" : [ "" ] }`;
  expect(read(text).map((leaf) => leaf.text)).toEqual(["x\\", 'y"', '{[,"]}', "A", ""]);
});

it("reads what stands beside a digest in the same object, before and after it", () => {
  const digest = "ab".repeat(32);
  const [leaf] = read(`{"files":[{"size":15,"sha256":"${digest}","path":"a/b.png","more":{"name":"no"}}]}`).filter(
    ({ beside }) => beside,
  );
  expect(leaf).toMatchObject({ path: "$.files[0].sha256", beside: { claimedName: "a/b.png", claimedSizeBytes: 15 } });
});

it("costs a long list no more than its first different texts", () => {
  const list = JSON.stringify(Array.from({ length: 5000 }, (_, at) => ({ name: `n${at}`, kind: "x" })));
  const { leaves, isCut } = readLeaves(encode(list), everyLeaf);
  expect(leaves.length).toBe(201);
  expect(isCut).toBe(false);
  const digests = JSON.stringify(Array.from({ length: 5001 }, (_, at) => String(at).padStart(64, "0")));
  expect(readLeaves(encode(digests), everyLeaf).isCut).toBe(true);
});

it("survives any depth", () => {
  const deep = `${'{"a":['.repeat(20_000)}1${"]}".repeat(20_000)}`;
  expect(readLeaves(encode(deep), everyLeaf)).toEqual({ leaves: [], fault: false, isCut: true });
});

it("leaves pictures alone", () => {
  expect(read(`{"portrait":"${"A".repeat(10_000)}","ok":1}`).map(({ path }) => path)).toEqual(["$.ok"]);
});
