import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeNode, nodeAtPositions } from "./node-place.ts";
import { formatJsonPath, formatJsonPointer, formatPositions, parsePath, parsePositions } from "./path.ts";
import { resolvePath } from "./resolve-path.ts";
import { jsonText, openDocument } from "./test-text.ts";

const steps = fc.array(
  fc.oneof(
    fc.nat(),
    fc.string({ unit: "binary" }),
    fc.constantFrom("a.b", "it's", "\\", "\n", "", "~1", "/", "ü", "a b"),
  ),
  { maxLength: 6 },
);

describe("paths", () => {
  it("are written as RFC 9535 and RFC 6901 have them", () => {
    expect(formatJsonPath(["person", "names", 0, "it's", "a.b", "line\n", "\u202e"])).toBe(
      "$.person.names[0]['it\\'s']['a.b']['line\\n']['\u202e']",
    );
    expect(formatJsonPointer(["a/b", "m~n", 0, ""])).toBe("/a~1b/m~0n/0/");
    expect(formatJsonPath([])).toBe("$");
    expect(formatJsonPointer([])).toBe("");
  });

  it("are read back to the same steps", () => {
    fc.assert(
      fc.property(steps, (wanted) => {
        expect(parsePath(formatJsonPath(wanted))).toEqual({ form: "path", steps: wanted });
        const pointer = formatJsonPointer(wanted);
        // What a person types is trimmed; a pointer that ends in a space is not read back.
        if (pointer === "" || pointer.trim() !== pointer) return;
        expect(parsePath(pointer)).toEqual({ form: "pointer", steps: wanted.map(String) });
      }),
    );
  });

  it.each(["", "person", "$x", "$..a", "$[*]", "$[01]", "$['a]", "$.a[", "/~2"])("%j is none", (text) => {
    expect(parsePath(text)).toBeNull();
  });

  it("lead to the node they were made from, or to one of equal name", () => {
    fc.assert(
      fc.property(jsonText, fc.nat(), (text, pick) => {
        const document = openDocument(text);
        const node = pick % document.index.nodeCount;
        const { path, pointer, positions } = describeNode(document.reader, node);
        expect(resolvePath(document, path).nodes).toContain(node);
        if (pointer !== "" && pointer.trim() === pointer) expect(resolvePath(document, pointer).nodes).toContain(node);
        expect(nodeAtPositions(document.reader, positions)).toBe(node);
        expect(parsePositions(formatPositions(positions))).toEqual(positions);
      }),
    );
  });

  it("name both of two equal names, and elements from the end", () => {
    const document = openDocument('{"a":[1,2,3],"r":1,"r":2,"0":{"01":5}}');
    expect(resolvePath(document, "$.r").nodes).toEqual([5, 6]);
    expect(resolvePath(document, "$.a[-1]").nodes).toEqual([4]);
    expect(resolvePath(document, "$.a[3]").nodes).toEqual([]);
    expect(resolvePath(document, "/0/01").nodes).toEqual([8]);
    expect(resolvePath(document, "/a/01").nodes).toEqual([]);
    expect(resolvePath(document, '$["a"][0]').nodes).toEqual([2]);
    expect(resolvePath(document, "a").valid).toBe(false);
  });

  it.each(["0.3.1", "", "12"])("positions %j are read", (text) => expect(parsePositions(text)).not.toBeNull());
  it.each(["a", "0.", ".1", "-1", "0..1", "1e3", "99999999999"])("positions %j are not", (text) =>
    expect(parsePositions(text)).toBeNull(),
  );
});
