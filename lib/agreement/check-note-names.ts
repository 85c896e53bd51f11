import { identityConcepts } from "./core-concepts.ts";
import type { CheckFindings, CheckNote } from "./model.ts";
import { sources } from "./model.ts";
import type { StatedValues } from "./stated-values.ts";

/** Minimum length in characters. Shorter values occur in other text by chance. */
const minLength = 3;
const hidden = "…";

const identifying = [...identityConcepts, "full_name", "birth_place", "email", "mobile"];

const personalTexts = (stated: StatedValues): string[] =>
  identifying
    .flatMap((name) => sources.flatMap((source) => stated.valuesOf(name, source)))
    .map(({ text }) => text.trim().toLowerCase())
    .filter(({ length }) => length >= minLength);

/** Removes personal values from check names, which are shown while masked. The path's last member replaces them. */
export function withoutPersonalNames(checks: CheckFindings, stated: StatedValues): CheckFindings {
  if (checks.unclear.length === 0 && checks.notPerformed.length === 0) return checks;
  const texts = personalTexts(stated);
  const isPersonal = (text: string) => texts.some((value) => text.toLowerCase().includes(value));
  const clean = (note: CheckNote): CheckNote => {
    const own = /([^.[\]]+)(?:\[\d+\])*\.[^.[\]]+$/.exec(note.path)?.[1] ?? "";
    const name = isPersonal(note.name) ? (own === "" || isPersonal(own) ? hidden : own) : note.name;
    return { ...note, name, text: isPersonal(note.text) ? hidden : note.text };
  };
  return { ...checks, unclear: checks.unclear.map(clean), notPerformed: checks.notPerformed.map(clean) };
}
