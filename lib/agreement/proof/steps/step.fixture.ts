import type { Draft, Slot } from "../draft.fixture.ts";
import { type PersonConcept, personConcepts } from "../person.fixture.ts";
import type { Random } from "../random.fixture.ts";

/** Changes how a draft is written, never what it states. */
export type VariantStep = (draft: Draft, random: Random) => void;

/** A slot of a random concept, or null where nothing states the concept any more. */
export function pickSlot(draft: Draft, random: Random, wanted: readonly PersonConcept[] = personConcepts): Slot | null {
  const concept = random.pick(wanted);
  const found = draft.slots.filter((slot) => slot.concepts.includes(concept));
  return found.length === 0 ? null : random.pick(found);
}

/** A step that changes one random slot. */
export const onSlot =
  (change: (slot: Slot, random: Random) => void, wanted?: readonly PersonConcept[]): VariantStep =>
  (draft, random) => {
    const slot = pickSlot(draft, random, wanted);
    if (slot) change(slot, random);
  };

/** A step that changes each slot with the same choices in mind. */
export const onEachSlot =
  (prepare: (random: Random) => (slot: Slot, index: number) => void): VariantStep =>
  (draft, random) => {
    const change = prepare(random);
    for (const [index, slot] of draft.slots.entries()) change(slot, index);
  };

/** Wraps what a slot writes. */
export function wrapValue(slot: Slot, wrap: (value: unknown) => unknown): void {
  const { value } = slot;
  slot.value = (one) => wrap(value(one));
}

export const section = (name: string, isList = false) => ({ name, isList });
export const isSingle = (slot: Slot, concept: PersonConcept): boolean =>
  slot.concepts.length === 1 && slot.concepts[0] === concept;
