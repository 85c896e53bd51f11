import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bannedPhrases, findBannedPhrases } from "./i18n/banned-phrases.fixture.ts";

/** Texts that may contain a banned phrase. An exemption that is not needed fails. */
const exemptions: readonly { file: RegExp; text: RegExp; reason: string }[] = [
  {
    file: /^lib\/agreement\/concept-/,
    text: /\bpieces?\b/,
    reason: "French names of a document, as providers send them",
  },
  { file: /^lib\/search\/wrappers\.test\.ts$/, text: /please look at/, reason: "a message as a customer writes it" },
  {
    file: /^(?:lib|e2e\/support)\/dossier\//,
    text: /^pieces$/,
    reason: "a check and a member of the dossier's format",
  },
  { file: /^e2e\/status-words\./, text: /SUPERVISOR-HELD/, reason: "a status word of a provider" },
  {
    file: /^e2e\/support\/software-authenticator\.ts$/,
    text: /^packed$/,
    reason: "an attestation format of Web Authentication",
  },
  { file: /^components\/json-viewer\/tree-row\.tsx$/, text: /self-stretch/, reason: "a class name of Tailwind CSS" },
];

const code = globSync("{app,bench,components,e2e,lib,sandbox,scripts,server}/**/*.{ts,tsx,mjs,css}", {
  exclude: (path) => path.includes("node_modules"),
});
const documents = ["README.md", ".env.example", ...globSync("{docs,sandbox}/**/*.md")];

type Text = { file: string; line: number; text: string };

/** The comments of a formatted source file: each begins on a line, or stands behind the code of one. */
function readComments(file: string): Text[] {
  const comments: Text[] = [];
  let open: Text | null = null;
  for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
    if (open) {
      open.text += ` ${line.replace(/^\s*\*/, "").trim()}`;
    } else {
      const [, text] = /^\s*\{?\/[/*]+(.*)$/.exec(line) ?? /^[^"'`]*?[^"'`:\s]\s+\/\/\s(.*)$/.exec(line) ?? [];
      if (text === undefined) continue;
      const comment = { file, line: index + 1, text: text.trim() };
      comments.push(comment);
      if (/^\s*\{?\/\*/.test(line)) open = comment;
    }
    if (line.includes("*/")) open = null;
  }
  return comments;
}

/** The names given to `it`, `test`, `describe` and their variants. */
function readTestNames(file: string): Text[] {
  if (!/\.(test|spec)\.ts$/.test(file)) return [];
  const source = readFileSync(file, "utf8");
  const calls = /(?:\b(?:it|test|describe)(?:\.\w+)*|\))\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/g;
  return [...source.matchAll(calls)].map(({ index, 2: text = "" }) => ({
    file,
    line: source.slice(0, index).split("\n").length,
    text,
  }));
}

/** The string literals of each line, comments left out. */
function readStrings(file: string): Text[] {
  const inComments = new Set(readComments(file).map(({ line }) => line));
  return readLines(file)
    .filter(({ line, text }) => !inComments.has(line) && !/^\s*\*/.test(text))
    .flatMap(({ line, text: source }) =>
      [...source.matchAll(/(["'`])((?:\\.|(?!\1)[^\\])*)\1/g)].map(({ 2: text = "" }) => ({ file, line, text })),
    );
}

const readLines = (file: string): Text[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .map((text, index) => ({ file, line: index + 1, text }));

/** A file's name as words: `e2e/signed-out.spec.ts` → `e2e signed out spec ts`. */
const readFileName = (file: string): Text => ({ file, line: 0, text: file.replaceAll(/[^A-Za-z0-9]+/g, " ") });

const isExempt = ({ file, text }: Text) =>
  exemptions.some((exemption) => exemption.file.test(file) && exemption.text.test(text));

const findBanned = (texts: readonly Text[]) =>
  texts
    .filter((text) => !isExempt(text))
    .flatMap(({ file, line, text }) => findBannedPhrases(text).map((found) => `${file}:${line}: ${found}`));

const comments = code.flatMap(readComments);
const testNames = code.flatMap(readTestNames);
const strings = code.flatMap(readStrings);
const lines = documents.flatMap(readLines);
const fileNames = [...code, ...documents].map(readFileName);

describe("no banned phrase", () => {
  it.each([
    ["comments", comments],
    ["test names", testNames],
    ["string literals", strings],
    ["documents", lines],
    ["file names", fileNames],
  ])("is in %s", (_, texts) => {
    expect(texts.length).toBeGreaterThan(100);
    expect(findBanned(texts)).toEqual([]);
  });
});

/** Rooms whose comments and test names speak of HTTP exchanges: request and response, never question and answer. */
const exchangeRooms = /^(lib\/(api-client|http|provider|release|route|runtime|session|upstream)\b|server\/)/;

it("HTTP exchanges are called request and response", () => {
  const asked = [...comments, ...testNames].filter(
    (text) => exchangeRooms.test(text.file) && /\b(?:questions?|answer\w*|ask(?:s|ed|ing)?)\b/i.test(text.text),
  );
  expect(asked.filter((text) => !isExempt(text))).toEqual([]);
});

it("every exemption is needed", () => {
  const all = [...comments, ...strings, ...lines, ...fileNames];
  const unused = exemptions.filter(({ file, text }) => !all.some((one) => file.test(one.file) && text.test(one.text)));
  expect(unused).toEqual([]);
});

it("finds each banned phrase", () => {
  const examples = `This is no list. There are none. Nobody knocks at the door, a stranger says farewell in flight, tamed.
    The gravest oddity is odd. It held a piece, packed, and was told. What came was brought home by hand at this desk of ours.`;
  const missed = bannedPhrases.filter(({ pattern }) => !pattern.test(examples));
  expect(missed.map(({ pattern }) => pattern.source)).toEqual([]);
});
