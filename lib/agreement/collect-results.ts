import { formatJsonPath } from "#lib/formats/json/path";
import { dataTypes } from "./concept-items.ts";
import { isFailureWord } from "./failure-words.ts";
import { groupResults } from "./group-results.ts";
import { splitWords } from "./member-words.ts";
import type { CheckFindings, CheckNote, JsonPrimitive, JsonReading, Source } from "./model.ts";
import { isLabelRole } from "./read-labelled.ts";
import { readResult } from "./read-result.ts";
import { readResultWords } from "./read-result-words.ts";
import {
  isOffered,
  isOverOrOffered,
  isProcessName,
  isSearchForHits,
  type ResultName,
  readResultName,
} from "./result-names.ts";
import { isAnswer, isNotWord, isProgress, isStateWord, readHits } from "./result-texts.ts";
import type { ResultKind } from "./result-words.ts";
import type { StatedValues } from "./stated-values.ts";
import { keyOf, memberNamesOf } from "./steps.ts";

const maxNotes = 50;
const maxNameLength = 60;

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
    for (const { text, isRead, primitive } of readResultWords(group)) {
      const meaning = readResult(text);
      if (found.kind === "word" && (meaning === null || isAnswer(text))) continue;
      // A "status" may mean anything; only a known result word counts.
      if (text.trim() === "" || (found.kind === "status" && isProgress(text))) continue;
      const path = `${prefix}${formatJsonPath(primitive.steps)}`;
      if (found.kind === "status" && meaning === null) {
        // An unknown status word of the whole identification is quoted, never skipped.
        if (found.scope === "whole" && isOfIdentification(memberNamesOf(steps)) && isStateWord(text))
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

/** Matches names of the whole identification, such as `overallStatus`, not of a transport or an account. */
const isOfIdentification = (names: readonly string[]) =>
  names.slice(-2).some((name) => splitWords(name).some((word) => identificationWords.has(word)));
const identificationWords = new Set(
  "identification ident identity verification verifications overall final review decision result kyc identifizierung verifica".split(
    " ",
  ),
);

function addCheck(checks: CheckFindings, note: CheckNote, meaning: ResultKind | null, kind: ResultName["kind"]) {
  if (meaning === "good") checks.passed++;
  else if (meaning === "not_performed") {
    checks.notPerformedCount++;
    if (checks.notPerformed.length < maxNotes) checks.notPerformed.push(note);
  } else {
    if (meaning === null && (kind !== "result" || isNotWord(note.text))) return;
    checks.unclearCount++;
    if (checks.unclear.length < maxNotes) checks.unclear.push(note);
  }
}
