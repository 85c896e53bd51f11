import { createDraft, type Draft, writeRecord } from "./draft.fixture.ts";
import type { KeptCase } from "./kept-cases.fixture.ts";
import { changes, type PersonConcept, people, type SamplePerson } from "./person.fixture.ts";
import { createRandom, type Random } from "./random.fixture.ts";

import { namingSteps } from "./steps/naming.fixture.ts";
import { nestingSteps, pairSteps } from "./steps/nesting.fixture.ts";
import { noiseSteps } from "./steps/noise.fixture.ts";
import { retypingSteps } from "./steps/retyping.fixture.ts";
import type { VariantStep } from "./steps/step.fixture.ts";
import { unknownSteps } from "./steps/unknown.fixture.ts";
import { wrappingSteps } from "./steps/wrapping.fixture.ts";
import { writeRequest, writeToken } from "./write-signed.fixture.ts";

const knownSteps: Record<string, VariantStep> = {
  ...namingSteps,
  ...wrappingSteps,
  ...retypingSteps,
  ...nestingSteps,
  ...pairSteps,
  ...noiseSteps,
};
const allSteps: Record<string, VariantStep> = { ...knownSteps, ...unknownSteps };
export const stepKinds: readonly string[] = Object.keys(allSteps);
const knownKinds = Object.keys(knownSteps);
const unknownKinds = Object.keys(unknownSteps);

/** One step with the seed of its choices, so that the others can be dropped without changing it. */
export type RecipeStep = { kind: string; seed: number };

/** One of `changes`, made wherever the value stands in the record, in one of several locations of it, or in the request. */
export type RecipeChange = { name: string; where: "everywhere" | "one_location" | "request"; seed: number };

/** Everything that a variant is made of. */
export type Recipe = { person: number; steps: readonly RecipeStep[]; change: RecipeChange | null };

const makeSteps = (kinds: readonly string[], random: Random): RecipeStep[] =>
  kinds.map((kind) => ({ kind, seed: random.below(2 ** 31) }));
const pickKinds = (kinds: readonly string[], count: number, random: Random) =>
  Array.from({ length: count }, () => random.pick(kinds));

/** A third of the recipes have a single step, each kind in turn; the others mix up to eight. */
export function makeRecipe(index: number, seed: number): Recipe {
  const random = createRandom(Math.imul(index + 1, 0x9e3779b1) ^ seed);
  const kinds = () => {
    if (index % 3 === 0) return [stepKinds[(index / 3) % stepKinds.length] ?? ""];
    if (index % 3 === 1) return [...pickKinds(knownKinds, random.below(4), random), random.pick(unknownKinds)];
    return pickKinds(knownKinds, 2 + random.below(7), random);
  };
  return { person: random.below(people.length), steps: makeSteps(kinds(), random), change: null };
}

const targets = [
  "everywhere",
  "one_location",
  "everywhere",
  "one_location",
  "everywhere",
  "one_location",
  "request",
] as const;

/** The recipe with one value changed. Where one location changes, the value gets a second one first. */
export function addChange(recipe: Recipe, index: number, seed: number): Recipe {
  const random = createRandom(Math.imul(index + 1, 0x85ebca6b) ^ seed);
  const { concept, name } = random.pick(changes);
  const change = { name: `${concept}, ${name}`, where: random.pick(targets), seed: random.below(2 ** 31) };
  if (change.where !== "one_location") return { ...recipe, change };
  const copies = makeSteps([random.oneIn(2) ? "duplicate: all values" : "duplicate: one value"], random);
  return { ...recipe, steps: random.oneIn(2) ? [...copies, ...recipe.steps] : [...recipe.steps, ...copies], change };
}

export const describeRecipe = ({ person, steps, change }: Recipe): string =>
  `person ${person}; ${steps.map(({ kind, seed }) => `${kind} (${seed})`).join("; ") || "no step"}${change ? `; ${change.name}, ${change.where}` : ""}`;

function makeChange({ name }: RecipeChange, original: SamplePerson): { concept: PersonConcept; changed: SamplePerson } {
  const found = changes.find((one) => `${one.concept}, ${one.name}` === name);
  if (!found) throw new Error(`There is no change named ${name}.`);
  return { concept: found.concept, changed: found.change(original) };
}

/** Finds the person of each slot. @returns null where no reader could see the change */
function applyAtPath(
  draft: Draft,
  change: RecipeChange | null,
  original: SamplePerson,
): ((slot: number) => SamplePerson) | null {
  if (change === null || change.where === "request") return () => original;
  const { concept, changed } = makeChange(change, original);
  if (change.where === "everywhere") return () => changed;
  const stating = [...draft.slots.entries()].filter(([, { concepts }]) => concepts.includes(concept));
  const visible = stating.filter(([, { isNamed, value }]) => {
    const written = value(changed);
    return isNamed && written !== null && JSON.stringify(written) !== JSON.stringify(value(original));
  });
  if (visible.length === 0 || stating.length < 2) return null;
  const [changedSlot] = createRandom(change.seed).pick(visible);
  return (slot) => (slot === changedSlot ? changed : original);
}

/** A record beside the token and the request of the person that it describes or should describe. */
export type Variant = Pick<KeptCase, "record" | "tokenClaims" | "request">;

/**
 * Makes the case of a recipe, or null where the change leaves no trace in the record (a zone without the changed value,
 * a single location where one of several is requested).
 */
export function makeVariant({ person, steps, change }: Recipe): Variant | null {
  const draft = createDraft();
  for (const { kind, seed } of steps) allSteps[kind]?.(draft, createRandom(seed));
  const original: SamplePerson = people[person % people.length] ?? people[0];
  const personOf = applyAtPath(draft, change, original);
  if (personOf === null) return null;
  const record = writeRecord(draft, personOf);
  const requested = change?.where === "request" ? makeChange(change, original).changed : original;
  const request = writeRequest(requested, draft.requestStyle);
  const isSame =
    record === writeRecord(draft, () => original) &&
    JSON.stringify(request) === JSON.stringify(writeRequest(original, draft.requestStyle));
  if (change !== null && isSame) return null;
  return { record, tokenClaims: writeToken(original, draft.tokenStyle), request };
}
