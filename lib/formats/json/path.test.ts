import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexPathOf, nodeAtPositions, stepsTo } from "./node-path.ts";
import { parsePath } from "./parse-path.ts";
import { formatJsonPath, formatJsonPointer, formatPositions, parsePositions } from "./path.ts";
import { resolvePath } from "./resolve-path.ts";
import { jsonText, scanJsonText } from "./test-text.fixture.ts";

const steps = fc.array(
  fc.oneof(
    fc.nat(),
    fc.string({ unit: "binary" }),
    fc.constantFrom("a.b", "it's", "\\", "\n", "", "~1", "/", "ü", "a b"),
  ),
  { maxLength: 6 },
);

describe("JSONPath and JSON Pointer", () => {
  it("format as RFC 9535 and RFC 6901 specify", () => {
    expect(formatJsonPath(["person", "names", 0, "it's", "a.b", "line\n", "\u202e"])).toBe(
      "$.person.names[0]['it\\'s']['a.b']['line\\n']['\u202e']",
    );
    expect(formatJsonPointer(["a/b", "m~n", 0, ""])).toBe("/a~1b/m~0n/0/");
    expect(formatJsonPath([])).toBe("$");
    expect(formatJsonPointer([])).toBe("");
  });

  it("parse back to the same steps", () => {
    fc.assert(
      fc.property(steps, (wanted) => {
        expect(parsePath(formatJsonPath(wanted))).toEqual({ form: "path", steps: wanted });
        const pointer = formatJsonPointer(wanted);
        if (pointer === "") return;
        expect(parsePath(pointer)).toEqual({ form: "pointer", steps: wanted.map(String) });
      }),
    );
  });

  it.each(["", "person", "$x", "$5", "$ 5", "/~2", "#a", "#/%"])("treats %j as plain text", (text) => {
    expect(parsePath(text)).toBeNull();
  });

  it.each([
    ["$['a'] ['b']\t.c[ 0 ]", ["a", "b", "c", 0]],
    ["$ .a", ["a"]],
    ["$[\"\\uD83D\\uDE00\\/\\\"\"]['\\'']", ['😀/"', "'"]],
    ["$.☺._x", ["☺", "_x"]],
    ["$[-1][9007199254740991]", [-1, 9007199254740991]],
    ["$['']", [""]],
  ])("parses %j as a JSONPath (RFC 9535)", (text, steps) => {
    expect(parsePath(text)).toEqual({ form: "path", steps });
  });

  it.each(
    "$..a $[*] $.* $[0:2] $[?@.a] $['a','b'] $[01] $[-0] $[9007199254740992] $['a] $.a[ $.1 $. $[] $[\"\\'\"] $['\\\"'] $['\\x41'] $[+1] $[1.0]".split(
      " ",
    ),
  )("rejects %j as a path of names and indexes", (text) => {
    expect(parsePath(text)?.form).toBe("unsupported");
  });
  it.each(["$. a", "$['a\tb']", "$.a "])("rejects %j as unsupported", (text) =>
    expect(parsePath(text)?.form).toBe("unsupported"),
  );

  it("resolve every example of RFC 6901 §5 and §6", () => {
    const sent = '{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\\\j":5,"k\\"l":6," ":7,"m~n":8}';
    const document = scanJsonText(sent);
    const read = (pointer: string) =>
      resolvePath(document.reader, pointer).nodes.map((node) => {
        const { valueFrom, valueTo } = document.reader.span(node);
        return document.reader.text(valueFrom, valueTo);
      });
    expect(read("/foo")).toEqual(['["bar","baz"]']);
    expect(read("/foo/0")).toEqual(['"bar"']);
    const pointers = ["/", "/a~1b", "/c%d", "/e^f", "/g|h", "/i\\j", '/k"l', "/ ", "/m~0n"];
    expect(pointers.flatMap(read)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8"]);
    const fragments = ["#/", "#/a~1b", "#/c%25d", "#/e%5Ef", "#/g%7Ch", "#/i%5Cj", "#/k%22l", "#/%20", "#/m~0n"];
    expect(fragments.flatMap(read)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8"]);
    expect(read("#")).toEqual([sent]);
    expect(read("/foo/-")).toEqual([]);
  });

  it("resolve to their source node or to one with an equal name", () => {
    fc.assert(
      fc.property(jsonText, fc.nat(), (text, pick) => {
        const document = scanJsonText(text);
        const node = pick % document.index.nodeCount;
        const steps = stepsTo(document.reader, node);
        const [path, pointer] = [formatJsonPath(steps), formatJsonPointer(steps)];
        const positions = indexPathOf(document.reader, node);
        expect(resolvePath(document.reader, path).nodes).toContain(node);
        if (pointer !== "") expect(resolvePath(document.reader, pointer).nodes).toContain(node);
        expect(nodeAtPositions(document.reader, positions)).toBe(node);
        expect(parsePositions(formatPositions(positions))).toEqual(positions);
      }),
    );
  });

  it("resolve duplicate names and negative indexes", () => {
    const document = scanJsonText('{"a":[1,2,3],"r":1,"r":2,"0":{"01":5}}');
    expect(resolvePath(document.reader, "$.r").nodes).toEqual([5, 6]);
    expect(resolvePath(document.reader, "$.a[-1]").nodes).toEqual([4]);
    expect(resolvePath(document.reader, "$.a[3]").nodes).toEqual([]);
    expect(resolvePath(document.reader, "/0/01").nodes).toEqual([8]);
    expect(resolvePath(document.reader, "/a/01").nodes).toEqual([]);
    expect(resolvePath(document.reader, '$["a"][0]').nodes).toEqual([2]);
    expect(resolvePath(document.reader, "a").form).toBe("text");
  });

  it.each(["0.3.1", "", "12"])("accepts the index path %j", (text) => expect(parsePositions(text)).not.toBeNull());
  it.each(["a", "0.", ".1", "-1", "0..1", "1e3", "99999999999"])("rejects the index path %j", (text) =>
    expect(parsePositions(text)).toBeNull(),
  );
});
