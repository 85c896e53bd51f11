import fc from "fast-check";
import { expect, it } from "vitest";
import { formatJsonPath } from "#lib/formats/json/path";
import { extractPrimitives } from "./extract-primitives.ts";
import { createFilter, everyPrimitive } from "./primitive-filter.ts";
import { memberNamesOf } from "./steps.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const extract = (text: string) => extractPrimitives(encode(text), everyPrimitive);
const read = (text: string) =>
  extract(text).primitives.map((one) => ({ ...one, path: formatJsonPath(one.steps), names: memberNamesOf(one.steps) }));

it("returns every primitive with its path, numbers as sent, and duplicate names", () => {
  const text = '{"a":{"b c":[1.10,"x\\u00e9"]},"n":12345678901234567890,"n":true,"z":null}';
  expect(read(text)).toMatchObject([
    { path: "$.a['b c'][0]", text: "1.10", kind: "number", beside: null },
    { path: "$.a['b c'][1]", text: "xé", kind: "string", beside: null },
    { path: "$.n", text: "12345678901234567890", kind: "number", beside: null },
    { path: "$.n", text: "true", kind: "boolean", beside: null },
    { path: "$.z", text: "null", kind: "null", beside: null },
  ]);
});

it("indexes the elements of arrays of objects", () => {
  expect(read('[{"a":1},{"a":[2,3]}]').map(({ path }) => path)).toEqual(["$[0].a", "$[1].a[0]", "$[1].a[1]"]);
});

it("returns primitives before a fault, and never throws", () => {
  expect(read('{"a":1,"b":').map(({ path }) => path)).toEqual(["$.a"]);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) =>
      Array.isArray(extractPrimitives(bytes, everyPrimitive).primitives),
    ),
  );
  fc.assert(fc.property(fc.string(), (text) => Array.isArray(read(text))));
});

it("returns the primitives of JSON.parse", () => {
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

it("finds the end of every string before any next token", () => {
  const text = String.raw`{"a":"x\\","b":["y\"",{"c":"{[,\"]}"}],"d":"\u0041" , "e" : [ "" ] }`;
  expect(
    read(text)
      .map(({ text: own }) => own)
      .sort(),
  ).toEqual(["", "A", "x\\", 'y"', '{[,"]}'].sort());
});

it("reads siblings before and after a digest", () => {
  const digest = "ab".repeat(32);
  const [leaf] = read(`{"files":[{"size":15,"sha256":"${digest}","path":"a/b.png","more":{"name":"no"}}]}`).filter(
    ({ beside }) => beside,
  );
  expect(leaf).toMatchObject({ path: "$.files[0].sha256", beside: { claimedName: "a/b.png", claimedSizeBytes: 15 } });
});

it("keeps the first of a long list and then new texts, and reports omissions of a concept", () => {
  const list = (name: string) =>
    extractPrimitives(
      encode(JSON.stringify(Array.from({ length: 5000 }, (_, at) => ({ [name]: `n${at}`, kind: "x" })))),
      createFilter(new Set()),
    );
  expect(list("lastName")).toMatchObject({ isCut: true, cutPaths: ["lastName"] });
  expect(list("lastName").primitives.length).toBeLessThan(1000);
  expect(list("colour").isCut).toBe(false);
  const digests = JSON.stringify(Array.from({ length: 5001 }, (_, at) => String(at).padStart(64, "0")));
  expect(extract(digests).isCut).toBe(true);
});

it("reads JSON inside a string under its path", () => {
  const inner = JSON.stringify({ person: { lastName: "Müller" } });
  expect(read(JSON.stringify({ payload: inner })).map(({ path, text }) => [path, text])).toEqual([
    ["$.payload.person.lastName", "Müller"],
  ]);
  expect(read(JSON.stringify({ payload: `${inner.slice(0, -1)}` }))[0]?.text).toBe(inner.slice(0, -1));
});

it.each([
  [{ name: "lastName", value: "Müller" }],
  [{ value: "Müller", key: "last_name" }],
  [{ Type: { Text: "LAST_NAME", Confidence: 99 }, ValueDetection: { Text: "Müller", Confidence: 98 } }],
  [["Nachname", "Müller"]],
])("finds the value of a label: %j", (pair) => {
  const { labelled } = extract(JSON.stringify({ fields: [{ name: "x", value: "y" }, pair] }));
  expect(labelled.map(({ concept, values }) => [concept, values.map(({ primitive }) => primitive.text)])).toEqual([
    ["family_name", ["Müller"]],
  ]);
});

it("survives any depth", () => {
  const deep = `${'{"a":['.repeat(20_000)}1${"]}".repeat(20_000)}`;
  expect(extract(deep)).toMatchObject({ primitives: [], fault: false, isCut: true });
});

it("skips images", () => {
  expect(read(`{"portrait":"${"A".repeat(10_000)}","ok":1}`).map(({ path }) => path)).toEqual(["$.ok"]);
});
