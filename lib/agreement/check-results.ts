import { formatJsonPath } from "#lib/json/path";
import { readResultKind as readResult } from "./compare-values.ts";
import type { JsonPrimitive, JsonReading, Source } from "./model.ts";
import { readResultName } from "./result-names.ts";
import type { StatedValues } from "./stated-values.ts";
import { keyOf, namesOf } from "./steps.ts";

/** A check of the provider that was not performed, or whose result is not a plain yes. `name` is the provider's own. */
export type CheckNote = { source: Source; name: string; text: string; path: string };

/** What single checks say, by kind. Lists hold the first ones; counts are whole. */
export type CheckFindings = {
  passed: number;
  notPerformed: CheckNote[];
  notPerformedCount: number;
  /** Words of a check that are neither a plain yes nor "not performed". */
  odd: CheckNote[];
  oddCount: number;
};

const maxNotes = 50;
const maxNameLength = 60;

export const noChecks = (): CheckFindings => ({
  passed: 0,
  notPerformed: [],
  notPerformedCount: 0,
  odd: [],
  oddCount: 0,
});

/** The name of a check: the text beside its result under a name that says so, else the member's own name. */
function nameOf({ steps }: JsonPrimitive, namesByContainer: ReadonlyMap<string, string>): string {
  const beside = namesByContainer.get(keyOf(steps.slice(0, -1)));
  const names = namesOf(steps);
  return (beside ?? names.at(-2) ?? names.at(-1) ?? "").slice(0, maxNameLength);
}

const checkNames = /^(name|check|checkname|type|id|code|key|label|title|step)$/i;

/**
 * Reads results: those of the whole identification become the statement `result`, those of single checks are counted and
 * the odd words among them kept.
 */
export function collectResults(
  stated: StatedValues,
  checks: CheckFindings,
  source: Source,
  reading: JsonReading,
  prefix = "",
): void {
  const namesByContainer = new Map<string, string>();
  for (const { steps, text, kind } of reading.primitives)
    if (kind === "string" && checkNames.test(String(steps.at(-1)))) {
      const key = keyOf(steps.slice(0, -1));
      if (!namesByContainer.has(key)) namesByContainer.set(key, text);
    }
  for (const primitive of reading.primitives) {
    const { steps, text, kind } = primitive;
    if (kind === "null" || kind === "number" || text.trim() === "") continue;
    const found = readResultName(
      namesOf(steps),
      steps.some((step) => typeof step === "number"),
    );
    if (found === null || (found.kind === "boolean") !== (kind === "boolean")) continue;
    const word = readBooleanName(steps.at(-1), text) ?? text;
    const meaning = readResult(word);
    const path = `${prefix}${formatJsonPath(steps)}`;
    // A word under "status" may be of any kind; only one that is known as a result counts as one.
    if (found.kind === "status" && meaning === null) continue;
    if (found.scope === "whole")
      stated.add("result", source, {
        text: word,
        path,
        strength: found.kind === "status" ? "qualified" : "named",
        group: "",
        parts: null,
      });
    else addCheck(checks, { source, name: nameOf(primitive, namesByContainer), text, path }, meaning, found.kind);
  }
}

/** `"rejected": true` is a no, `"rejected": false` a yes. */
function readBooleanName(name: unknown, text: string): string | null {
  if (text !== "true" && text !== "false") return null;
  const isNegative = /reject|fail/i.test(String(name));
  return (text === "true") === isNegative ? "false" : "true";
}

function addCheck(
  checks: CheckFindings,
  note: CheckNote,
  meaning: ReturnType<typeof readResult>,
  kind: "result" | "status" | "boolean",
) {
  if (meaning === "good") checks.passed++;
  else if (meaning === "not_performed") {
    checks.notPerformedCount++;
    if (checks.notPerformed.length < maxNotes) checks.notPerformed.push(note);
  } else {
    // An answer to a question is not a result.
    if (/^(yes|no|ja|nein|oui|non|si|sì)$/i.test(note.text)) return;
    // A sentence, a number in a text or a flag under "result" is not a word for a result.
    if (
      meaning === null &&
      (kind !== "result" || note.text.length > 40 || !/\p{L}{2}/u.test(note.text) || /\s.*\s/.test(note.text))
    )
      return;
    checks.oddCount++;
    if (checks.odd.length < maxNotes) checks.odd.push(note);
  }
}
