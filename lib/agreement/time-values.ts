import { formatJsonPath } from "#lib/formats/json/path";
import { splitWords } from "./member-words.ts";
import type { JsonReading, Source } from "./model.ts";
import type { StatedValues } from "./stated-values.ts";
import { memberNamesOf } from "./steps.ts";

export const timeConcepts: Readonly<Record<string, string>> = {
  createdAt: "created_at",
  startedAt: "started_at",
  completedAt: "completed_at",
  reviewedAt: "reviewed_at",
};
const byPlain = new Map(Object.entries(timeConcepts).map(([name, concept]) => [name.toLowerCase(), concept]));

/** Objects with times of the identification, unlike files, events and reviews. */
const course = /^(|identification|result|data|times|timestamps|timeline|dates|process|session|status)$/;

export const isTimeName = (names: readonly string[]) => byPlain.has(splitWords(names.at(-1) ?? "").join(""));

export function collectTimes(stated: StatedValues, source: Source, reading: JsonReading, prefix = ""): void {
  for (const { steps, text, kind } of reading.primitives) {
    if (kind === "null" || steps.some((step) => typeof step === "number")) continue;
    const names = memberNamesOf(steps);
    const concept = byPlain.get(splitWords(names.at(-1) ?? "").join(""));
    if (concept && course.test(splitWords(names.at(-2) ?? "").join("")))
      stated.state(concept, source, text, `${prefix}${formatJsonPath(steps)}`);
  }
}
