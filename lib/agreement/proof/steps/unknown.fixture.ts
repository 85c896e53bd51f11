import type { Draft, Shape } from "../draft.fixture.ts";
import { labelledFormats, unlabelledFormats } from "../write-text.fixture.ts";
import { onSlot, pickSlot, type VariantStep, wrapValue } from "./step.fixture.ts";

const madeUp = ["qx7", "attr_19", "F0042", "zeta", "blob3", "wert_b", "p_77", "mjkl"] as const;

const moveAll = (draft: Draft, shape: Shape, isNamed: boolean): void => {
  for (const slot of draft.slots) {
    slot.shape = shape;
    slot.sections = [];
    slot.isNamed &&= isNamed;
  }
};

const splitters: readonly ((text: string) => unknown)[] = [
  (text) => [...text],
  (text) => [...text].join(" "),
  (text) => Object.fromEntries([...text].map((char, index) => [`c${index}`, char])),
  (text) => text.match(/.{1,2}/gu) ?? [],
];

const unusualWrappers: readonly ((value: unknown) => unknown)[] = [
  (value) => ({ alpha: { beta: value } }),
  (value) => [[[value]]],
  (value) => ({ p: 0.93, q: [value], r: null }),
  (value) => `as seen on the card: ${typeof value === "string" ? value : JSON.stringify(value)} (checked)`,
];

const labelledTexts = labelledFormats.map((format): [string, VariantStep] => [
  `unknown: ${format} in a text`,
  (draft, random) =>
    moveAll(draft, { kind: "text", name: random.pick(["payload", "raw", "content", "xmlData", "text"]), format }, true),
]);
const plainTexts = unlabelledFormats.map((format): [string, VariantStep] => [
  `unknown: ${format} text`,
  (draft, random) => moveAll(draft, { kind: "text", name: random.pick(["summary", "comment", "text"]), format }, false),
]);
const layouts = ["header_rows", "rows", "columns_data", "fields_values"] as const;

/** Shapes that no reader has to know: what they state may be left unconfirmed, never called absent or wrong. */
export const unknownSteps: Record<string, VariantStep> = {
  ...Object.fromEntries([...labelledTexts, ...plainTexts]),
  ...Object.fromEntries(
    layouts.map((layout): [string, VariantStep] => [
      `unknown: table ${layout}`,
      (draft) => moveAll(draft, { kind: "table", table: "table", layout }, true),
    ]),
  ),
  "unknown: made-up names": (draft) => {
    for (const [index, slot] of draft.slots.entries()) {
      slot.name = madeUp[index % madeUp.length] ?? "m";
      slot.isNamed = false;
    }
  },
  "unknown: made-up name": onSlot((slot, random) => {
    slot.name = random.pick(madeUp);
    slot.isNamed = false;
  }),
  "unknown: values by position": (draft, random) =>
    moveAll(draft, { kind: "positions", list: random.pick(["values", "row", "data"]) }, false),
  "unknown: columns of lists": (draft) => {
    for (const slot of draft.slots) wrapValue(slot, (value) => [value]);
  },
  "unknown: characters split": onSlot((slot, random) => {
    const split = random.pick(splitters);
    wrapValue(slot, (value) => (typeof value === "string" ? split(value) : value));
  }),
  "unknown: value as a key": onSlot((slot) => {
    wrapValue(slot, (value) => ({ [typeof value === "string" ? value : JSON.stringify(value)]: true }));
  }),
  "unknown: unusual wrapper": onSlot((slot, random) => wrapValue(slot, random.pick(unusualWrappers))),
  "unknown: outcome as a flag": (draft, random) => {
    const slot = pickSlot(draft, random, ["result"]);
    if (!slot) return;
    slot.name = random.pick(["passed", "verified", "isIdentified", "approved", "success"]);
    slot.value = ({ result }) => ({ positive: true, negative: false, unclear: null })[result];
  },
  "unknown: outcome as a number": (draft, random) => {
    const slot = pickSlot(draft, random, ["result"]);
    const codes = random.pick([
      { positive: 1, negative: 0, unclear: 2 },
      { positive: 9001, negative: 9102, unclear: 9103 },
    ]);
    if (slot) slot.value = ({ result }) => codes[result];
  },
};
