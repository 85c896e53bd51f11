import { createDraft, type Draft, writeRecord } from "./draft.fixture.ts";
import { changes, type Person, people } from "./person.fixture.ts";
import { createRandom, type Random } from "./random.fixture.ts";
import type { CaseInput } from "./run-case.fixture.ts";
import { namingSteps } from "./steps/naming.fixture.ts";
import { nestingSteps, pairSteps } from "./steps/nesting.fixture.ts";
import { noiseSteps } from "./steps/noise.fixture.ts";
import { retypingSteps } from "./steps/retyping.fixture.ts";
import type { Step } from "./steps/step.fixture.ts";
import { unknownSteps } from "./steps/unknown.fixture.ts";
import { wrappingSteps } from "./steps/wrapping.fixture.ts";
import { writeRequest, writeToken } from "./write-signed.fixture.ts";

const knownSteps: Record<string, Step> = {
  ...namingSteps,
  ...wrappingSteps,
  ...retypingSteps,
  ...nestingSteps,
  ...pairSteps,
  ...noiseSteps,
};
const allSteps: Record<string, Step> = { ...knownSteps, ...unknownSteps };
export const stepKinds: readonly string[] = Object.keys(allSteps);
const knownKinds = Object.keys(knownSteps);
const unknownKinds = Object.keys(unknownSteps);

/** One step with the seed of its choices, so that the others can be dropped without changing it. */
export type RecipeStep = { kind: string; seed: number };

/**
 * Everything that a variant is made of. `change` names one of `changes`; it is made wherever the value stands, or in one
 * of several places.
 */
export type Recipe = {
  person: number;
  steps: readonly RecipeStep[];
  change: { name: string; where: "everywhere" } | { name: string; where: "one_place"; seed: number } | null;
};

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

/** The recipe with one value changed; odd numbers change one place and give the value a second one first. */
export function addChange(recipe: Recipe, index: number, seed: number): Recipe {
  const random = createRandom(Math.imul(index + 1, 0x85ebca6b) ^ seed);
  const { name } = random.pick(changes);
  if (index % 2 === 0) return { ...recipe, change: { name, where: "everywhere" } };
  const copies = makeSteps([random.oneIn(2) ? "duplicate: all values" : "duplicate: one value"], random);
  const change = { name, where: "one_place", seed: random.below(2 ** 31) } as const;
  return { ...recipe, steps: random.oneIn(2) ? [...copies, ...recipe.steps] : [...recipe.steps, ...copies], change };
}

export const describeRecipe = ({ person, steps, change }: Recipe): string =>
  `person ${person}; ${steps.map(({ kind, seed }) => `${kind} (${seed})`).join("; ") || "no step"}${change ? `; ${change.name}, ${change.where}` : ""}`;

const findChange = (name: string) => changes.find((one) => `${one.concept}, ${one.name}` === name || one.name === name);

/** Who stands in which slot, or null where the change cannot be made so that a reader could see it. */
function placeChange(draft: Draft, change: Recipe["change"], original: Person): ((slot: number) => Person) | null {
  if (change === null) return () => original;
  const found = findChange(change.name);
  if (!found) throw new Error(`There is no change named ${change.name}.`);
  const changed = found.change(original);
  if (change.where === "everywhere") return () => changed;
  const places = [...draft.slots.entries()].filter(
    ([, { concepts, isNamed, value }]) =>
      isNamed &&
      concepts.includes(found.concept) &&
      value(changed) !== null &&
      JSON.stringify(value(changed)) !== JSON.stringify(value(original)),
  );
  const others = draft.slots.filter(({ concepts }) => concepts.includes(found.concept)).length;
  if (places.length === 0 || others < 2) return null;
  const [place] = createRandom(change.seed).pick(places);
  return (slot) => (slot === place ? changed : original);
}

/**
 * Makes the case of a recipe, or null where the change leaves no trace in the record (a zone without the changed value,
 * a single place where one of several is asked for).
 */
export function makeVariant({ person, steps, change }: Recipe): CaseInput | null {
  const draft = createDraft();
  for (const { kind, seed } of steps) allSteps[kind]?.(draft, createRandom(seed));
  const original: Person = people[person % people.length] ?? people[0];
  const personOf = placeChange(draft, change, original);
  if (personOf === null) return null;
  const record = writeRecord(draft, personOf);
  if (change !== null && record === writeRecord(draft, () => original)) return null;
  return {
    record,
    tokenClaims: writeToken(original, draft.tokenStyle),
    request: writeRequest(original, draft.requestStyle),
  };
}
