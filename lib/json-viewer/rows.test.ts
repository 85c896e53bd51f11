import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText, pad } from "#lib/formats/json/test-text.fixture";
import { JsonDocument } from "./document.ts";
import { RawRows } from "./raw-rows.ts";
import { openDocument, withoutSpace, writeRows } from "./test-document.fixture.ts";

describe("rows", () => {
  it("reproduce the text except white space between tokens", () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const document = openDocument(text);
        expect(writeRows(document.window(0, document.rows.count))).toBe(withoutSpace(text));
      }),
      { numRuns: 500 },
    );
  });

  it("report level, position and set size of the text", () => {
    const document = openDocument('{"a":[1,{"b":2},3],"c":{}}');
    expect(
      document.window(0, 10).map(({ level, position, setSize, children }) => [level, position, setSize, children]),
    ).toEqual([
      [1, 0, 1, 2],
      [2, 0, 2, 3],
      [3, 0, 3, 0],
      [3, 1, 3, 1],
      [4, 0, 1, 0],
      [3, 2, 3, 0],
      [2, 1, 2, 0],
    ]);
  });

  it("give an unknown set size while the text is being read", () => {
    const document = openDocument("[1,[2,3],4");
    expect(document.window(0, 10).map(({ setSize }) => setSize)).toEqual([1, -1, -1, 2, 2, -1]);
  });

  it("match a reference tree after random opening and closing", () => {
    const action = fc.tuple(fc.constantFrom("open", "close", "depth", "reveal"), fc.nat());
    fc.assert(
      fc.property(jsonText, fc.array(action, { maxLength: 12 }), fc.nat({ max: 3 }), (text, actions, depth) => {
        const document = openDocument(text, depth);
        const { index, rows, reader } = document;
        const open = new Set<number>();
        const setDepth = (limit: number) => {
          open.clear();
          for (let at = 0; at < index.containerCount; at++) if (index.depthOf(at) < limit) open.add(at);
        };
        setDepth(depth);
        for (const [what, number] of actions) {
          const container = index.containerCount > 0 ? number % index.containerCount : -1;
          if (what === "depth") {
            document.openToDepth(number % 4);
            setDepth(number % 4);
          } else if (what === "reveal") {
            const node = number % index.nodeCount;
            document.reveal(node);
            for (let at = index.offset(node).parent; at !== 0xffffffff; at = index.parentOf(at)) open.add(at);
          } else if (container >= 0) {
            document.toggle(index.nodeOf(container), what === "open");
            if (what === "open") open.add(container);
            else open.delete(container);
          }
          const expected: number[] = [];
          const walk = (node: number) => {
            expected.push(node);
            const inner = index.containerAt(node);
            if (inner !== 0xffffffff && open.has(inner)) for (const child of reader.children(inner)) walk(child);
          };
          walk(0);
          expect(rows.count).toBe(expected.length);
          expect(rows.nodes(0, expected.length + 5)).toEqual(expected);
          for (const [row, node] of expected.entries()) expect(rows.rowOf(node)).toBe(row);
        }
      }),
    );
  });

  it("open to any depth while the text is being read", () => {
    fc.assert(
      fc.property(jsonText, fc.integer({ min: 1, max: 9 }), fc.nat({ max: 3 }), (text, step, depth) => {
        const whole = openDocument(text, depth);
        const document = openDocument("", depth);
        const stepped = Object.assign(document, {});
        expect(stepped.rows.count).toBe(0);
        const grown = openDocument(text, depth);
        const fresh = new (grown.rows.constructor as typeof import("./visible-rows.ts").VisibleRows)(
          grown.index,
          depth,
        );
        const { nodeCount, containerCount } = grown.index;
        let containers = 0;
        for (
          let nodes = 1;
          nodes <= nodeCount;
          nodes = nodes === nodeCount ? nodes + 1 : Math.min(nodes + step, nodeCount)
        ) {
          while (containers < containerCount && grown.index.nodeOf(containers) < nodes) containers++;
          grown.index.nodeCount = nodes;
          grown.index.containerCount = containers;
          fresh.grow();
        }
        expect(fresh.nodes(0, nodeCount)).toEqual(whole.rows.nodes(0, nodeCount));
      }),
    );
  });

  it("show a hit in the cut part of a long value and count further hits there", () => {
    const bytes = new TextEncoder().encode(`["${"ä".repeat(500)} Needle ${"b".repeat(500)}needle"]`);
    const document = new JsonDocument(pad(bytes), bytes.length, { openDepth: 9, masked: false, seed: 7 });
    document.read(Number.POSITIVE_INFINITY);
    document.find("needle", "all");
    document.findFirst(1_000);
    const shown = () => {
      const further = document.window(1, 1)[0]?.value.further;
      return further && [further.marks.map(({ from, to }) => further.text.slice(from, to)), further.others];
    };
    expect(shown()).toEqual([["Needle"], 1]);
    document.goToHit(1, { from: 0, to: 9 });
    expect(shown()).toEqual([["needle"], 1]);
    document.masked = true;
    document.find("ä", "names");
    expect(shown()).toBeNull();
  });

  it("pin the containers of the first uncovered row", () => {
    const document = openDocument('{"a":{"b":{"c":[1,2,3,4,5,6,7,8]}}}');
    expect(document.ancestors(0, 5).rows.map(({ item }) => item.name?.text)).toEqual([]);
    expect(document.ancestors(5, 5).rows.map(({ item }) => item.name?.text)).toEqual(['"a"', '"b"', '"c"']);
    expect(document.ancestors(8, 2)).toMatchObject({ more: 1 });
  });
});

describe("raw rows", () => {
  it("contain every byte once, in order, cut between characters", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 200 }),
        fc.array(fc.nat({ max: 200 }), { maxLength: 8 }),
        fc.integer({ min: 4, max: 60 }),
        (body, feeds, columns) => {
          let text = body.toWellFormed();
          for (const feed of feeds) text = `${text.slice(0, feed)}\n${text.slice(feed)}`.toWellFormed();
          const document = openDocument(text);
          const raw = new RawRows(document);
          const form = { pretty: false, columns };
          const { rowCount, lineCount } = raw.shape(form);
          const rows = raw.rows(form, 0, rowCount + 10);
          expect(rows).toHaveLength(rowCount);
          expect(lineCount).toBe(text.split("\n").length);
          expect(rows.reduce((all, row, at) => all + (at > 0 && !row.continues ? "\n" : "") + row.text, "")).toBe(text);
          for (let at = 0; at < rowCount; at += 3) expect(raw.rows(form, at, 1)).toEqual(rows.slice(at, at + 1));
        },
      ),
    );
  });

  it("contain invalid UTF-8 bytes at any offset", () => {
    const raw = new RawRows(openDocument(Uint8Array.of(0xbf, 0x0a, 0x80, 0x80, 0x80, 0x80, 0x80, 0x61, 0x0a, 0xbf)));
    expect(raw.rows({ pretty: false, columns: 4 }, 0, 9).map((row) => row.text.length)).toEqual([1, 5, 1, 1]);
  });

  it("map a byte to its row in a text of one long line", () => {
    const text = `["${"a".repeat(200_000)}",1]`;
    const raw = new RawRows(openDocument(text));
    const form = { pretty: false, columns: 100 };
    const row = raw.rowOf(form, text.length - 2);
    expect(raw.rows(form, row, 1)[0]?.text).toContain("1]");
    expect(raw.rowOf(form, 150)).toBe(1);
  });

  it("in pretty form, continue long names and values in further rows, every byte once", () => {
    const long = "ü😀".repeat(900);
    const text = `{"a":1,"b${"n".repeat(5_000)}":"${long}","c":["${"x".repeat(9_000)}",{}],"d${"m".repeat(1_998)}":{"e":2}}`;
    const document = openDocument(text);
    const raw = new RawRows(document);
    const form = { pretty: true, columns: 80 };
    const { rowCount, lineCount } = raw.shape(form);
    const rows = raw.rows(form, 0, rowCount + 9);
    expect(rows).toHaveLength(rowCount);
    expect(rows.at(-1)?.line).toBe(lineCount);
    expect(rows.filter((row) => row.continues).length).toBe(rowCount - lineCount);
    const joined = rows.map((row) => (row.continues ? row.text.trimStart() : `\n${row.text}`)).join("");
    expect(joined.trim()).toBe(JSON.stringify(JSON.parse(text), null, 2));
    for (let at = 0; at < rowCount; at++) expect(raw.rows(form, at, 2)).toEqual(rows.slice(at, at + 2));
    const position = new TextEncoder().encode(text).length - 12;
    expect(raw.rows(form, raw.rowOf(form, position), 1)[0]?.text).toContain("m");
    const [, node] = document.window(0, 3);
    expect(raw.rowOf(form, document.reader.span(node?.node ?? 0).valueFrom)).toBe(1);
  });

  it("mark search hits, including those across the end of a row", () => {
    const document = openDocument('{"Zoë":"x zoë","b":"zo\\u00eb"}');
    document.find("zoë", "all");
    document.findFirst(1_000);
    const marked = (form: { pretty: boolean; columns: number }) =>
      new RawRows(document)
        .rows(form, 0, 99)
        .flatMap(({ text, marks }) => marks.map(({ from, to }) => text.slice(from, to)));
    expect(marked({ pretty: true, columns: 80 })).toEqual(["Zoë", "zoë", "zo\\u00eb"]);
    expect(marked({ pretty: false, columns: 4 }).join("")).toBe("Zoëzoëzo\\u00eb");
    expect(new RawRows(document).rows({ pretty: false, columns: 80 }, 0, 9, true)[0]?.marks).toEqual([]);
  });

  it("in pretty form, equal JSON.stringify where that loses nothing", () => {
    const value = fc.jsonValue({ depthSize: "medium" }).map((current) => JSON.stringify(current));
    fc.assert(
      fc.property(value, fc.nat({ max: 20 }), (text, from) => {
        const document = openDocument(text);
        const raw = new RawRows(document);
        const form = { pretty: true, columns: 80 };
        const expected = JSON.stringify(JSON.parse(text), null, 2).split("\n");
        // Skips texts that JavaScript objects reorder (integer-like names first) or lose (`__proto__`).
        if (JSON.stringify(JSON.parse(text)) !== text) return;
        const { rowCount } = raw.shape(form);
        expect(raw.rows(form, 0, rowCount).map((row) => row.text)).toEqual(expected);
        expect(raw.rows(form, from, 5).map((row) => row.text)).toEqual(expected.slice(from, from + 5));
      }),
    );
  });

  it("marks search hits in rows", () => {
    const document = openDocument('{"Zoë":"x Zo\\u00eb y zoË"}');
    document.find("zoë", "all");
    const [, row] = document.window(0, 2);
    const marked = (text: string, marks: { from: number; to: number }[]) =>
      marks.map(({ from, to }) => text.slice(from, to));
    expect(marked(row?.name?.text ?? "", row?.name?.marks ?? [])).toEqual(["Zoë"]);
    expect(marked(row?.value.text ?? "", row?.value.marks ?? [])).toEqual(["Zo\\u00eb", "zoË"]);
  });
});
