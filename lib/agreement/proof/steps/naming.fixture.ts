import { makeName, styles, synonyms } from "../vocabulary.fixture.ts";
import { onEachSlot, onSlot, type VariantStep } from "./step.fixture.ts";

/** Other names for the same concepts. Slots of several concepts have names of their own. */
export const namingSteps = {
  "name: synonym": onSlot((slot, random) => {
    const [concept] = slot.concepts;
    if (slot.isNamed && slot.concepts.length === 1 && concept) slot.name = makeName(concept, random, "plain");
  }),
  "name: qualified synonym": onSlot((slot, random) => {
    const [concept] = slot.concepts;
    if (slot.isNamed && slot.concepts.length === 1 && concept) slot.name = makeName(concept, random, "qualified");
  }),
  "name: one spelling for all": onEachSlot((random) => {
    const style = random.pick(styles);
    return (slot) => {
      const [concept] = slot.concepts;
      if (slot.isNamed && slot.concepts.length === 1 && concept) slot.name = style(random.pick(synonyms[concept]));
    };
  }),
} satisfies Record<string, VariantStep>;
