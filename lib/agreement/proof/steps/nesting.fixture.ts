import type { Section } from "../draft.fixture.ts";
import type { Random } from "../random.fixture.ts";
import { meaningfulSections, neutralSections } from "../vocabulary.fixture.ts";
import { onSlot, pickSlot, section, type VariantStep } from "./step.fixture.ts";

const makeSections = (random: Random, limit: number): Section[] =>
  Array.from({ length: 1 + random.below(limit) }, () =>
    section(random.pick(random.oneIn(2) ? meaningfulSections : neutralSections), random.oneIn(3)),
  );

/** Published ways to the fields of a person. */
const knownWays: readonly Section[][] = [
  [section("verified_claims"), section("claims")],
  [section("result"), section("documentVerification"), section("documents", true), section("viz")],
  [section("capabilities"), section("extraction", true), section("data")],
  [section("data"), section("attributes"), section("fields")],
  [section("credentialSubject")],
  [section("identifications", true), section("documents", true), section("holder")],
];

const layers: readonly ((record: unknown) => unknown)[] = [
  (record) => ({ data: record }),
  (record) => [record],
  (record) => ({ result: { identification: record } }),
  (record) => ({ response: { status: 200, body: record } }),
  (record) => ({ items: [record], total: 1 }),
  (record) => ({ payload: JSON.stringify(record) }),
];

export const nestingSteps: Record<string, VariantStep> = {
  "nest: one value deeper": onSlot((slot, random) => {
    slot.sections = [...slot.sections, ...makeSections(random, 3)];
  }),
  "nest: one value elsewhere": onSlot((slot, random) => {
    slot.sections = makeSections(random, 4);
  }),
  "nest: one value at the top": onSlot((slot) => {
    slot.sections = [];
  }),
  "nest: all under a published way": (draft, random) => {
    const way = random.pick(knownWays);
    for (const slot of draft.slots) if (!slot.concepts.includes("result")) slot.sections = way;
  },
  "nest: all flat": (draft) => {
    for (const slot of draft.slots) slot.sections = [];
  },
  "nest: whole record": (draft, random) => {
    draft.envelopes.push(random.pick(layers));
  },
  "nest: deep": (draft, random) => {
    const name = random.pick(neutralSections);
    const depth = 4 + random.below(16);
    draft.envelopes.push((record) => {
      let inner = record;
      for (let level = 0; level < depth; level++) inner = { [name]: inner };
      return inner;
    });
  },
  "order: members": (draft, random) => {
    draft.orderSeed = random.below(2 ** 31);
  },
  "duplicate: one value": (draft, random) => {
    const slot = pickSlot(draft, random);
    if (slot) draft.slots.push({ ...slot, sections: makeSections(random, 2) });
  },
  "duplicate: all values": (draft, random) => {
    const [first, second] = random.pick([
      ["viz", "mrz"],
      ["ocr", "chip"],
      ["frontSide", "backSide"],
      ["extracted", "verified"],
    ] as const);
    const copies = draft.slots.map((slot) => ({ ...slot, sections: [section(second), ...slot.sections] }));
    for (const slot of draft.slots) slot.sections = [section(first), ...slot.sections];
    draft.slots.push(...copies);
  },
  "token: another form": (draft, random) => {
    draft.tokenStyle = 1 + random.below(4);
  },
  "request: another spelling": (draft, random) => {
    draft.requestStyle = 1 + random.below(4);
  },
};

const pairNames = [
  ["type", "value"],
  ["name", "value"],
  ["key", "value"],
  ["label", "text"],
  ["field", "content"],
  ["fieldName", "fieldValue"],
  ["attribute", "values"],
  ["Name", "Value"],
  ["FieldName", "Data"],
  ["elementIdentifier", "elementValue"],
  ["id", "val"],
  ["code", "result"],
  ["k", "v"],
] as const;
const pairLists = ["fields", "attributes", "claims", "entries", "properties", "items", "extractedFields"] as const;

export const pairSteps: Record<string, VariantStep> = {
  "pairs: all": (draft, random) => {
    const [key, value] = random.pick(pairNames);
    const list = random.pick(pairLists);
    for (const slot of draft.slots) slot.shape = { kind: "pair", list, key, value };
  },
  "pairs: one": onSlot((slot, random) => {
    const [key, value] = random.pick(pairNames);
    slot.shape = { kind: "pair", list: random.pick(pairLists), key, value };
  }),
};
