import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasRepeatedName, type JsonNode, parseJsonNodes, primitiveOf } from "./json-nodes.ts";

function readValue(text: string, node: JsonNode): unknown {
  if (node.kind === "primitive") return primitiveOf(text, node);
  if (node.kind === "array") return node.elements.map((element) => readValue(text, element));
  const entries = node.members.map(({ name, value }) => [name, readValue(text, value)] as const);
  return Object.fromEntries(entries);
}

describe("JSON nodes", () => {
  test("match JSON.parse for any white space", () => {
    const spaced = fc.tuple(fc.json(), fc.constantFrom("", " ", "\n\t", "\r\n  "));
    fc.assert(
      fc.property(spaced, ([json, space]) => {
        const text = `${space}${JSON.stringify(JSON.parse(json), null, space)}${space}`;
        expect(readValue(text, parseJsonNodes(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  test("keep number digits and duplicate names", () => {
    const text = '{"a":12345678901234567890.10,"a":-0,"b\\"":["\\\\",1e999]}';
    const root = parseJsonNodes(text);
    expect(root).toMatchObject({ kind: "object", members: [{ name: "a" }, { name: "a" }, { name: 'b"' }] });
    const [first] = root.kind === "object" ? root.members : [];
    expect(first && text.slice(first.value.from, first.value.to)).toBe("12345678901234567890.10");
    expect(hasRepeatedName(root)).toBe(true);
    expect(hasRepeatedName(parseJsonNodes('[{"a":{"b":1}},{"a":1}]'))).toBe(false);
  });

  test.each(["", "{", '{"a":1,}', "[1 2]", "nul", '"\n"', "[".repeat(201) + "]".repeat(201)])("reject %j", (text) => {
    expect(() => parseJsonNodes(text)).toThrow(SyntaxError);
  });
});
