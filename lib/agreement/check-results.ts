import { formatJsonPath, type PathStep } from "#lib/formats/json/path";
import { readResult } from "./compare-values.ts";
import { dataTypes } from "./concept-items.ts";
import { isFailureWord } from "./failure-words.ts";
import { isForm, matchConcept } from "./match-concept.ts";
import { splitWords } from "./member-words.ts";
import type { CheckFindings, CheckNote, JsonPrimitive, JsonReading, Source } from "./model.ts";
import { isLabelRole } from "./read-labelled.ts";
import {
  isOffered,
  isOverOrOffered,
  isProcessName,
  isSearchForHits,
  type ResultName,
  readResultName,
} from "./result-names.ts";
import type { StatedValues } from "./stated-values.ts";
import { keyOf, memberNamesOf } from "./steps.ts";

const maxNotes = 50;
const maxNameLength = 60;
/** A result with more primitives below it contains other data than its word. */
const maxInnerPrimitives = 20;

export const noChecks = (): CheckFindings => ({
  passed: 0,
  notPerformed: [],
  notPerformedCount: 0,
  unclear: [],
  unclearCount: 0,
});

const checkNames = /^(name|check|checkname|type|id|code|key|label|title|step)$/i;

function readNames(primitives: readonly JsonPrimitive[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { steps, text, kind } of primitives)
    if (kind === "string" && checkNames.test(String(steps.at(-1)))) {
      const key = keyOf(steps.slice(0, -1));
      if (!names.has(key)) names.set(key, text);
    }
  return names;
}

type Group = {
  found: ResultName;
  steps: readonly PathStep[];
  items: { primitive: JsonPrimitive; inner: readonly PathStep[] }[];
};

/** Returns the steps up to the name with index `anchor`. */
function stepsTo(steps: readonly PathStep[], anchor: number): readonly PathStep[] {
  let names = -1;
  for (const [at, step] of steps.entries())
    if (typeof step === "string" && ++names === anchor) return steps.slice(0, at + 1);
  return steps;
}

/** Finds lists with several elements; a record in a list of one counts as the record. */
function findManyElements(primitives: readonly JsonPrimitive[]): (list: readonly PathStep[]) => boolean {
  let many: Set<string> | null = null;
  // Defers the work, because most results are not in a list.
  const findMany = () => {
    const found = new Set<string>();
    for (const { steps } of primitives)
      for (const [at, step] of steps.entries()) if (step === 1) found.add(keyOf(steps.slice(0, at)));
    return found;
  };
  return (list) => {
    many ??= findMany();
    return many.has(keyOf(list));
  };
}

function groupResults(primitives: readonly JsonPrimitive[]): Group[] {
  const groups = new Map<string, Group>();
  const isMany = findManyElements(primitives);
  for (const primitive of primitives) {
    const { steps, kind, text } = primitive;
    if (kind === "null" || (dataTypes.test(text) && /type$/i.test(String(steps.at(-1))))) continue;
    const names = memberNamesOf(steps);
    const found = readResultName(names, false);
    if (found === null) continue;
    const own = stepsTo(steps, found.anchor);
    const isListed = own.some((step, at) => typeof step === "number" && isMany(own.slice(0, at)));
    const key = keyOf(own);
    const group = groups.get(key) ?? { found: isListed ? { ...found, scope: "check" } : found, steps: own, items: [] };
    group.items.push({ primitive, inner: steps.slice(own.length) });
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Reads `"rejected": true` as bad and `"rejected": false` as good. */
const readBoolean = (name: unknown, text: string) =>
  (text === "true") === /reject|fail/i.test(String(name)) ? "false" : "true";

type Word = { text: string; isRead: boolean; primitive: JsonPrimitive };

const isFragment = (text: string) => [...text].length <= 2;
const isFormOnly = (inner: readonly PathStep[]) =>
  memberNamesOf(inner).every(
    (name) => isForm(splitWords(name)) || /^(type|label|code|name|#text|[@_$]\w*)$/i.test(name),
  );

/** Returns the words of a result. A word in an unreadable form counts as not understood. */
function readWords({ found, steps, items }: Group): Word[] {
  const direct = items.filter(
    ({ inner, primitive }) =>
      isFormOnly(inner) &&
      !/^id$/i.test(memberNamesOf(inner).at(-1) ?? "") &&
      primitive.kind === "string" &&
      (items.length === 1 || inner.every((step) => typeof step === "string")),
  );
  if (found.kind === "boolean")
    return items.flatMap(({ primitive }) =>
      primitive.kind === "boolean"
        ? [{ text: readBoolean(steps.at(-1), primitive.text), isRead: true, primitive }]
        : [],
    );
  const texts = items.filter(({ primitive }) => primitive.kind === "string");
  const [first] = texts;
  if (first && texts.length > 2 && texts.every(({ primitive }) => isFragment(primitive.text)))
    return [{ text: texts.map(({ primitive }) => primitive.text).join(""), isRead: true, primitive: first.primitive }];
  // A number beside a word is its code.
  const worded = direct.filter(({ primitive }) => /\p{L}/u.test(primitive.text));
  if (direct.length > 0)
    return (worded.length > 0 ? worded : direct).map(({ primitive }) => ({
      text: primitive.text,
      isRead: true,
      primitive,
    }));
  if (found.kind === "word") return [];
  const [only] = items;
  if (only && items.length === 1 && only.inner.length === 0 && primitiveIsFlag(only.primitive))
    return [{ text: only.primitive.text, isRead: true, primitive: only.primitive }];
  // `"result": 2` says something in a code that is not known.
  if (only && items.length === 1 && only.inner.length === 0 && found.kind === "result" && found.scope === "whole")
    return /^\d$/.test(only.primitive.text)
      ? [{ text: only.primitive.text, isRead: false, primitive: only.primitive }]
      : [];
  if (
    found.kind !== "result" ||
    items.length > maxInnerPrimitives ||
    items.some(({ primitive }) => matchConcept(memberNamesOf(primitive.steps)) !== null)
  )
    return [];
  const keys = items.flatMap(({ primitive, inner }): Word[] => {
    const name = memberNamesOf(inner).at(-1);
    return primitive.kind === "boolean" && name !== undefined && readResult(name) !== null
      ? [{ text: name, isRead: true, primitive }]
      : [];
  });
  // The name of a source or kind (`datasourceName`) is not a result.
  const said = texts.filter(({ inner }) => !/.(name|type|id|title|source)$/i.test(memberNamesOf(inner).at(-1) ?? ""));
  return [
    ...said.map(({ primitive }) => ({ text: primitive.text, isRead: readResult(primitive.text) !== null, primitive })),
    ...keys,
  ];
}

const primitiveIsFlag = ({ kind }: JsonPrimitive) => kind === "boolean";

/** Adds the identification's results as the statement `result`; counts single checks and keeps unclear words. */
export function collectResults(
  stated: StatedValues,
  checks: CheckFindings,
  source: Source,
  reading: JsonReading,
  prefix = "",
): void {
  const names = readNames(reading.primitives);
  for (const { concept, values } of reading.labelled)
    if (concept === "result")
      for (const { text, steps } of wordsOfLabel(values.map(({ primitive }) => primitive)))
        stated.add("result", source, {
          text,
          path: `${prefix}${formatJsonPath(steps)}`,
          strength: "named",
          group: "",
          parts: null,
        });
  for (const group of groupResults(reading.primitives)) {
    const { found, steps } = group;
    if (found.scope === "check" && isOffered(memberNamesOf(steps))) continue;
    const beside = names.get(keyOf(steps.slice(0, -1)));
    const [own, around] = [memberNamesOf(steps).at(-1), memberNamesOf(steps).at(-2)];
    const name = ((found.kind === "word" ? own : (beside ?? around)) ?? own ?? "").slice(0, maxNameLength);
    for (const { text, isRead, primitive } of readWords(group)) {
      const meaning = readResult(text);
      if (found.kind === "word" && (meaning === null || isResult(text))) continue;
      // A "status" may mean anything; only a known result word counts.
      if (text.trim() === "" || (found.kind === "status" && isProgress(text))) continue;
      const path = `${prefix}${formatJsonPath(primitive.steps)}`;
      if (found.kind === "status" && meaning === null) {
        // An unknown status word of the whole identification is quoted, never skipped.
        if (found.scope === "whole" && isOfIdentification(memberNamesOf(steps)) && isWord(text))
          stated.add("result", source, { text, path, strength: "unread", group: "", parts: null });
        continue;
      }
      if (isSearchForHits(memberNamesOf(steps))) {
        addCheck(checks, { source, name, text, path }, readHits(text), found.kind);
        continue;
      }
      const isSetting = primitive.kind === "boolean" && isProcessName(steps.at(-1));
      const strength = !isRead ? "unread" : found.kind === "status" ? "qualified" : "named";
      // A review that was not required is a step that was not performed, not a result.
      const isStep = found.kind === "status" && meaning === "not_performed";
      if (found.scope === "whole" && !isSetting && !isStep)
        stated.add("result", source, { text, path, strength, group: "", parts: null });
      else addCheck(checks, { source, name, text, path }, meaning, isSetting ? "boolean" : found.kind);
    }
  }
  addFailures(checks, source, reading, prefix);
}

/** Finds the words beside a result label, without a second label or the person deciding. */
function wordsOfLabel(primitives: readonly JsonPrimitive[]): JsonPrimitive[] {
  const texts = primitives.filter(
    ({ kind, text, steps }) =>
      kind === "string" && !dataTypes.test(text) && splitWords(String(steps.at(-1))).at(-1) !== "by",
  );
  if (!texts.some(({ text }) => readResult(text) !== null)) return texts;
  return texts.filter(
    ({ text, steps }) =>
      readResult(text) !== null || typeof steps.at(-1) !== "string" || !isLabelRole(String(steps.at(-1))),
  );
}

/** Reports `FAILED` and similar words under unknown names. */
function addFailures(checks: CheckFindings, source: Source, reading: JsonReading, prefix: string) {
  for (const { steps, text, kind } of reading.primitives) {
    if (kind !== "string" || !isFailureWord(text)) continue;
    const names = memberNamesOf(steps);
    // A member read as a boolean is not read as text.
    const read = readResultName(names, false);
    if ((read !== null && read.kind !== "boolean") || isOverOrOffered(names)) continue;
    if (isSearchForHits(names) && readHits(text) === "good") continue;
    const name = (names.at(-1) ?? "").slice(0, maxNameLength);
    addCheck(checks, { source, name, text, path: `${prefix}${formatJsonPath(steps)}` }, "bad", "result");
  }
}

/** Reads a hit of a list search as a match that a person must review; no hit counts as good. */
function readHits(text: string): ReturnType<typeof readResult> {
  const plain = text.trim().toLowerCase().replaceAll(/[_-]/g, " ");
  if (/^(no|none|false|negative|clear(ed)?|not found|no (match(es)?|hits?|results?|findings?)( found)?)$/.test(plain))
    return "good";
  if (
    /^(yes|true|positive|(potential |possible |true |exact |full )?(match(es|ed)?|hits?)|found|confirmed)$/.test(plain)
  )
    return "bad";
  return readResult(text);
}

/** Words whose meaning depends on the member name: `fraud: "NO"`. */
const isResult = (text: string) =>
  /^(yes|no|true|false|positive?|negative?|none|ja|nein|positiv|negativ|oui|non|positif|negatif|négatif|si|sì|positivo|negativo)$/i.test(
    text.trim(),
  );

/** Matches names of the whole identification, such as `overallStatus`, not of a transport or an account. */
const isOfIdentification = (names: readonly string[]) =>
  names.slice(-2).some((name) => splitWords(name).some((word) => identificationWords.has(word)));
const identificationWords = new Set(
  "identification ident identity verification verifications overall final review decision result kyc identifizierung verifica".split(
    " ",
  ),
);
/** Matches one or two words, as states are written. Words for any record (`ACTIVE`) do not state a result. */
const isWord = (text: string) =>
  /^\p{L}[\p{L}\d]*([ _-]\p{L}[\p{L}\d]*){0,3}$/u.test(text.trim()) &&
  !/^(active|ok|new|open|initiated|created|started|available|enabled|valid|final|done|ready|sent|received|stored|archived|deleted|online|offline)$/i.test(
    text.trim(),
  );

/** Matches words of progress, which do not state a result. */
const isProgress = (text: string) =>
  /^(identification|process|processing|review|session)?[ _-]?(completed?|done|finished|closed|processed|ended|terminated|abgeschlossen|termin[ée]e?|completat[oa])$/i.test(
    text.trim(),
  );

/** Rejects sentences, answers and numbers in text, unless they contain a result word. */
function isNoWord(text: string): boolean {
  if (/^(yes|no|ja|nein|oui|non|si|sì)$/i.test(text)) return true;
  if (text.includes("**")) return false;
  const words = text.split(/[^\p{L}]+/u);
  if (words.some((word) => word.length > 3 && ["pending", "bad"].includes(readResult(word) ?? ""))) return false;
  return text.length > 40 || !/\p{L}{2}/u.test(text) || /\s.*\s/.test(text);
}

function addCheck(
  checks: CheckFindings,
  note: CheckNote,
  meaning: ReturnType<typeof readResult>,
  kind: ResultName["kind"],
) {
  if (meaning === "good") checks.passed++;
  else if (meaning === "not_performed") {
    checks.notPerformedCount++;
    if (checks.notPerformed.length < maxNotes) checks.notPerformed.push(note);
  } else {
    if (meaning === null && (kind !== "result" || isNoWord(note.text))) return;
    checks.unclearCount++;
    if (checks.unclear.length < maxNotes) checks.unclear.push(note);
  }
}
