import type { ConceptStrength } from "./concept-names.ts";
import { nameDictionary } from "./concept-names.ts";
import { failureForms } from "./failure-words.ts";
import { isMethodName } from "./find-method.ts";
import { matchConcept } from "./match-concept.ts";
import { matchLabel } from "./match-label.ts";
import { normalizeMemberName, splitWords } from "./member-words.ts";
import { isResultName, readResultName } from "./result-names.ts";
import { isTimeName } from "./time-values.ts";

/** `concept`: the path names a concept, omissions are reported; `context`: explains others (a role, a result). */
export type PathInterest = "concept" | "context" | "none";

export type PrimitiveFilter = {
  /** Called once per path; `names` from the top. */
  interestOf: (names: readonly string[]) => PathInterest;
  /** Returns false if the bytes cannot be a label; fast, without decoding. */
  mayBeLabel: (bytes: Uint8Array, from: number, to: number) => boolean;
  labelOf: (text: string) => { concept: string; strength: ConceptStrength } | null;
  texts: ReadonlySet<string>;
};

const roleNames = new Set("role roles type kind relation relationship category function class".split(" "));

function interestOf(names: readonly string[]): PathInterest {
  const match = matchConcept(names);
  if (match) return match.strength === "ambiguous" ? "context" : "concept";
  const words = splitWords(names.at(-1) ?? "");
  if (isMethodName(names) || names.some((name) => mrzName.test(name))) return "context";
  if (isResultName(names) || isTimeName(names) || roleNames.has(words.at(-1) ?? "") || words.join("") === "id")
    return "context";
  return "none";
}

const mrzName = /mrz|machine.?read|mrp|^zone$/i;

const resultLabelEnds =
  "result outcome decision verdict resultat ergebnis esito risultato recommendation entscheid resultado oid".split(" ");

/** Last three letters of dictionary names, as numbers. */
const ends = new Set(
  [...nameDictionary.keys(), ...resultLabelEnds].map((name) => {
    let end = 0;
    for (const letter of name.replaceAll(/[^a-z]/g, "").slice(-3)) end = (end << 8) | letter.charCodeAt(0);
    return end;
  }),
);

/** Tests for the last letters of a known name, ignoring other characters. Decodes text beyond ASCII. */
function mayBeLabel(bytes: Uint8Array, from: number, to: number): boolean {
  let end = 0;
  let count = 0;
  for (let at = to - 1; at >= from && count < 3; at--) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) return true;
    const letter = byte | 0x20;
    if (letter < 0x61 || letter > 0x7a) continue;
    end |= letter << (8 * count++);
  }
  return ends.has(end);
}

/** Matches labels of the whole identification's result (`overallResult`, `esito`). */
const isWholeResult = (text: string) => {
  const found = readResultName([text], false);
  return found?.kind === "result" && found.scope === "whole" && found.inner.length === 0;
};

const labels = new Map<string, ReturnType<typeof matchLabel>>();
const maxLabels = 20_000;

function labelOf(text: string): ReturnType<typeof matchLabel> {
  const known = labels.get(text);
  if (known !== undefined) return known;
  const found = matchLabel(text) ?? (isWholeResult(text) ? { concept: "result", strength: "named" as const } : null);
  if (labels.size < maxLabels) labels.set(text, found);
  return found;
}

/** Keeps `texts` under any path, and `ownNames` of token members, which the record may repeat. */
export function createFilter(texts: ReadonlySet<string>, ownNames: ReadonlySet<string> = new Set()): PrimitiveFilter {
  const isOwn = (names: readonly string[]) =>
    ownNames.size > 0 && ownNames.has(normalizeMemberName(names.at(-1) ?? ""));
  return {
    interestOf: (names) => {
      const interest = interestOf(names);
      return interest === "none" && isOwn(names) ? "context" : interest;
    },
    mayBeLabel,
    labelOf,
    texts: new Set([...texts, ...failureForms]),
  };
}

/** Keeps every primitive of a small text: a token's claims. */
export const everyPrimitive: PrimitiveFilter = { interestOf: () => "context", mayBeLabel, labelOf, texts: new Set() };
