import { formatJsonPath } from "#lib/formats/json/path";
import { splitWords } from "./member-words.ts";
import type { JsonReading, Source } from "./model.ts";
import type { StatedValues } from "./stated-values.ts";
import { namesOf } from "./steps.ts";

/** Times of the identification, by the name under which status and record send them. */
export const timeConcepts: Readonly<Record<string, string>> = {
  createdAt: "created_at",
  startedAt: "started_at",
  completedAt: "completed_at",
  reviewedAt: "reviewed_at",
};
const byPlain = new Map(Object.entries(timeConcepts).map(([name, concept]) => [name.toLowerCase(), concept]));

/** Objects whose times are those of the identification; files, events and reviews have times of their own. */
const course = /^(|identification|result|data|times|timestamps|timeline|dates|process|session|status)$/;

/** True for a path whose time belongs to the identification. */
export const isTimeName = (names: readonly string[]) => byPlain.has(splitWords(names.at(-1) ?? "").join(""));

/** Adds the times of the identification that a JSON text states. */
export function collectTimes(stated: StatedValues, source: Source, reading: JsonReading, prefix = ""): void {
  for (const { steps, text, kind } of reading.primitives) {
    if (kind === "null" || steps.some((step) => typeof step === "number")) continue;
    const names = namesOf(steps);
    const concept = byPlain.get(splitWords(names.at(-1) ?? "").join(""));
    if (concept && course.test(splitWords(names.at(-2) ?? "").join("")))
      stated.state(concept, source, text, `${prefix}${formatJsonPath(steps)}`);
  }
}
