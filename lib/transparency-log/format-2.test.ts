import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatShippedLine, parseCheckpointFile, parseCheckpointNote, signCheckpoint } from "./checkpoint-note.ts";
import { formatEntryLine, parseEntryLine } from "./entry-line.ts";
import { formatRanges, IndexSet, parseRanges, rangesOf } from "./index-ranges.ts";
import { computeCommitment, formatLeaf, hashOfLeaf } from "./leaf.ts";
import { deriveAuditKey, signingKeyOf } from "./log-keys.ts";
import { rootOf } from "./merkle-tree.ts";
import {
  formatConsistencyProof,
  formatInclusionProof,
  parseConsistencyProof,
  parseInclusionProof,
} from "./proof-files.ts";
import { isSignedBy, parseNote } from "./signed-note.ts";
import { parseVerifierKey } from "./verifier-key.ts";

/** The vector of the specification. */
const origin = "desk.example.com/log/5f0c2a9e";
const key = signingKeyOf(deriveAuditKey("an-audit-key-for-the-test-vector-only"), origin);
const salt = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
const content = '{"bytes":48211,"detail":{"poll":true},"evidenceId":"ev-42","name":"Zoë","subject":"u-1"}';
const commitment = "22eb0598fe42a5fefbf8ef4a5b1ecb57fcf1e407a5e071469969b517069c0bc5";
const leaf = { index: 0, at: Date.parse("2026-11-23T13:04:27.123Z"), event: "release_outcome", commitment };
const root = rootOf([hashOfLeaf(leaf)]);
const noteText = signCheckpoint({ origin, size: 1, root }, [key]);
const vkey = "desk.example.com/log/5f0c2a9e+16973b7f+Abzn9x7IFXo14nOicNpnm1ZGk6K7FY6Mu8//gXly3XO4";

describe("the vector of the specification", () => {
  it("has this commitment, leaf, root, verifier key and note", () => {
    expect(computeCommitment(salt, content)).toBe(commitment);
    expect(formatLeaf(leaf)).toBe(
      `{"at":"2026-11-23T13:04:27.123Z","commitment":"${commitment}","event":"release_outcome","index":0,"v":2}`,
    );
    expect(root.toString("base64")).toBe("lkeWGOTwdzl3SpvxjaYBdw0Gr60EoQA6bWQYrh18Mg4=");
    expect(key.verifierKey.text).toBe(vkey);
    expect(parseVerifierKey(vkey)).toEqual(key.verifierKey);
    expect(noteText).toBe(
      `${origin}\n1\nlkeWGOTwdzl3SpvxjaYBdw0Gr60EoQA6bWQYrh18Mg4=\n\n\u2014 ${origin} Fpc7f7spNaiErg4uFKB3ZmslD7MxlW+MGz8jCgIOFVDf680zy+d1FaBy+xdB13Ln8XWMygrMIqxpXW5KSKMPKs/BFgU=\n`,
    );
  });
});

describe("a checkpoint note", () => {
  const parsed = parseCheckpointNote(noteText);

  it("is read back, and its signature holds", () => {
    expect(parsed).toMatchObject({ origin, size: 1, noteText });
    expect(parsed?.root.equals(root)).toBe(true);
    expect(parsed && isSignedBy(parsed.note, key.verifierKey)).toBe(true);
  });

  it("is refused or not signed after a change of any character", () => {
    for (let at = 0; at < noteText.length; at += 1) {
      const changed = `${noteText.slice(0, at)}${noteText[at] === "A" ? "B" : "A"}${noteText.slice(at + 1)}`;
      const note = parseCheckpointNote(changed);
      expect(note === null || !isSignedBy(note.note, key.verifierKey), `character ${at}`).toBe(true);
    }
  });

  it("keeps its signature beside lines of unknown keys, before and after", () => {
    const other = signingKeyOf(deriveAuditKey("another audit key for this test only"), "witness.example.com");
    const line = (signCheckpoint({ origin, size: 1, root }, [other]).split("\n\n")[1] ?? "").trimEnd();
    const [body, own] = noteText.split("\n\n");
    for (const text of [`${body}\n\n${line}\n${own}`, `${body}\n\n${own}${line}\n`]) {
      const note = parseNote(text);
      expect(note?.signatures).toHaveLength(2);
      expect(note && isSignedBy(note, key.verifierKey)).toBe(true);
    }
  });

  it.each([
    ["an extension line", noteText.replace("\n\n", "\nextension\n\n")],
    ["a size with a leading zero", noteText.replace("\n1\n", "\n01\n")],
    ["a size beyond exact numbers", noteText.replace("\n1\n", "\n9007199254740993\n")],
    [
      "a root of 31 bytes",
      noteText.replace("lkeWGOTwdzl3SpvxjaYBdw0Gr60EoQA6bWQYrh18Mg4=", Buffer.alloc(31).toString("base64")),
    ],
    ["no line feed at the end", noteText.trimEnd()],
    ["no signature", `${noteText.split("\n\n")[0]}\n\n`],
    ["a hyphen instead of a dash", noteText.replace("\u2014", "-")],
    ["base64 without padding", noteText.replace("FgU=", "FgU")],
    ["a carriage return", noteText.replace("\n1\n", "\r\n1\r\n")],
    ["nothing", ""],
  ])("is not read with %s", (_, text) => {
    expect(parseCheckpointNote(text)).toBeNull();
  });

  it("is found in shipped lines among other lines, and in a file with the line ends of Windows", () => {
    const shipped = formatShippedLine(noteText, "2026-11-23T13:04:28.000Z");
    const text = `booting\n{"level":"info","msg":"log checkpoint"}\n2026-11-23T13:04:28Z app ${shipped}\r\n{"msg":"torn log checkpoint","checkpoint":"${origin}`;
    expect(parseCheckpointFile(text).map((note) => note.noteText)).toEqual([noteText]);
    expect(parseCheckpointFile(noteText.replaceAll("\n", "\r\n")).map(({ size }) => size)).toEqual([1]);
    expect(parseCheckpointFile("")).toEqual([]);
  });
});

describe("a verifier key", () => {
  it.each([
    ["another name", vkey.replace("desk", "disk")],
    ["another key ID", vkey.replace("+16973b7f+", "+16973b70+")],
    ["another algorithm", `${origin}+16973b7f+${Buffer.concat([Buffer.of(4), Buffer.alloc(32)]).toString("base64")}`],
    ["a space in the name", `a b${vkey}`],
    ["nothing", ""],
  ])("is refused with %s", (_, text) => {
    expect(() => parseVerifierKey(text)).toThrow(TypeError);
  });
});

describe("an entry line", () => {
  const entry = { ...leaf, salt: salt.toString("base64"), content };

  it("has the names in the fixed order and is read back", () => {
    const line = formatEntryLine(entry, [root]);
    expect(line).toBe(
      `{"index":0,"at":"2026-11-23T13:04:27.123Z","event":"release_outcome","commitment":"${commitment}","salt":"${entry.salt}","content":${JSON.stringify(content)},"path":["${root.toString("base64")}"]}`,
    );
    expect(parseEntryLine(line)).toEqual({ entry, path: [root] });
    expect(parseEntryLine(formatEntryLine(entry))).toEqual({ entry, path: null });
    const erased = { ...entry, salt: null, content: null };
    expect(parseEntryLine(formatEntryLine(erased))).toEqual({ entry: erased, path: null });
  });

  it.each([
    ["salt without content", { ...entry, content: null }],
    ["content without salt", { ...entry, salt: null }],
    ["a salt of 31 bytes", { ...entry, salt: Buffer.alloc(31).toString("base64") }],
    ["an event in capitals", { ...entry, event: "RELEASE" }],
    ["a negative index", { ...entry, index: -1 }],
  ])("is not read with %s", (_, changed) => {
    expect(parseEntryLine(formatEntryLine(changed))).toBeNull();
  });

  it.each([
    ["another order", '{"at":"2026-11-23T13:04:27.123Z","index":0}'],
    ["another form of the time", formatEntryLine(entry).replace(".123Z", ".123000Z")],
    ["a further name", formatEntryLine(entry).replace("}", ',"v":2}')],
    ["no JSON", "index"],
    ["null", "null"],
  ])("is not read with %s", (_, line) => {
    expect(parseEntryLine(line)).toBeNull();
  });
});

describe("proof files", () => {
  it("are read back", () => {
    const inclusion = formatInclusionProof(700, [root], noteText);
    expect(inclusion.startsWith("c2sp.org/tlog-proof@v1\nindex 700\n")).toBe(true);
    expect(parseInclusionProof(inclusion)).toMatchObject({ number: 700, path: [root], checkpoint: { size: 1 } });
    const consistency = formatConsistencyProof(9, [], noteText);
    expect(consistency.startsWith("old 9\n\n")).toBe(true);
    expect(parseConsistencyProof(consistency)).toMatchObject({ number: 9, path: [], checkpoint: { size: 1 } });
  });

  it.each(["", "old 9\n\n", "index 9\n\n", `old 09\n\n${noteText}`, `old 9\nx\n\n${noteText}`, `${noteText}`])(
    "are not read from %j",
    (text) => {
      expect(parseInclusionProof(text)).toBeNull();
      expect(parseConsistencyProof(text)).toBeNull();
    },
  );
});

describe("ranges of indexes", () => {
  it("are formatted in texts of at most 1,000 characters that hold every index once", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 20_000 }), { maxLength: 800 }), (given) => {
        const indexes = given.toSorted((a, b) => a - b);
        const texts = formatRanges(rangesOf(indexes));
        const found = texts
          .flatMap(parseRanges)
          .flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
        const set = new IndexSet(texts.flatMap(parseRanges));
        expect(found).toEqual(indexes);
        expect(texts.every((text) => text.length <= 1_000)).toBe(true);
        for (const index of [...indexes, 20_001]) expect(set.has(index)).toBe(index !== 20_001);
        const wanted = new Set(indexes);
        for (let index = 0; index < 300; index += 1) expect(set.has(index)).toBe(wanted.has(index));
      }),
      { numRuns: 60 },
    );
  });

  it.each(["", "1-", "-1", "2-1", "1-1", "01", "3,2", "1-5,5", "1, 2", "1;2", "9007199254740993"])(
    "refuse %j",
    (text) => {
      expect(() => parseRanges(text)).toThrow(TypeError);
    },
  );
});
