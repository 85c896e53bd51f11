import { makeDefaultRecord } from "./default-record.ts";
import type { FileClaim } from "./evidence-files.ts";
import { writeExactNumbers } from "./exact-numbers.ts";
import type { Identification } from "./identification.ts";
import type { Person } from "./people.ts";
import { findPersonality } from "./personalities/find-personality.ts";
import { resolveTimes } from "./status.ts";

/** The identification record (Get Identification Evidence JSON), in the identification provider's own schema. */

/** Record as indented text with all digits of its numbers; byte-identical while the sandbox runs. */
export function makeRecord(
  identification: Identification,
  person: Person,
  claims: readonly FileClaim[],
  now: Date,
): string {
  const personality = findPersonality(identification);
  const named = { ...person, ...identification.recordChange };
  const record = personality
    ? personality.makeRecord({ identification, person: named, times: resolveTimes(identification, now), claims })
    : makeDefaultRecord(identification, named, claims, now);
  return `${writeExactNumbers(JSON.stringify(record, null, 2))}\n`;
}
