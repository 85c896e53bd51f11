import { identityConcepts } from "./concepts.ts";
import type { CheckFindings, CheckNote } from "./model.ts";
import { sources } from "./model.ts";
import type { StatedValues } from "./stated-values.ts";

/** Shorter values stand in other words by chance. Characters. */
const minLength = 3;
const hidden = "…";

const identifying = [...identityConcepts, "full_name", "birth_place", "email", "mobile"];

/** What the sources state of the person, in lower case. */
const personalTexts = (stated: StatedValues): string[] =>
  identifying
    .flatMap((name) => sources.flatMap((source) => stated.valuesOf(name, source)))
    .map(({ text }) => text.trim().toLowerCase())
    .filter(({ length }) => length >= minLength);

/**
 * Checks without values of the person: what stands beside a result as its name may be the person's name, and names of checks
 * are shown while masking is on and copied into tickets. Such a check is named by its path's last member name instead.
 */
export function withoutPersonalNames(checks: CheckFindings, stated: StatedValues): CheckFindings {
  if (checks.odd.length === 0 && checks.notPerformed.length === 0) return checks;
  const texts = personalTexts(stated);
  const isPersonal = (text: string) => texts.some((value) => text.toLowerCase().includes(value));
  const clean = (note: CheckNote): CheckNote => {
    const own = /([^.[\]]+)(?:\[\d+\])*\.[^.[\]]+$/.exec(note.path)?.[1] ?? "";
    const name = isPersonal(note.name) ? (own === "" || isPersonal(own) ? hidden : own) : note.name;
    return { ...note, name, text: isPersonal(note.text) ? hidden : note.text };
  };
  return { ...checks, odd: checks.odd.map(clean), notPerformed: checks.notPerformed.map(clean) };
}
