import { transliterateName } from "../person.fixture.ts";
import { onEachSlot, onSlot, type VariantStep, wrapValue } from "./step.fixture.ts";

type Wrap = (value: unknown) => unknown;

const upper: Wrap = (value) => (typeof value === "string" ? transliterateName(value) : value);

/** Wrappers around one value as vendors publish them. */
export const wrappers: Record<string, Wrap> = {
  value: (value) => ({ value }),
  text: (value) => ({ text: value }),
  content: (value) => ({ content: value }),
  confidence: (value) => ({ value, confidence: 0.98 }),
  "confidence as text": (value) => ({ text: value, confidence: "98%", boundingBox: [12, 40, 210, 66] }),
  status: (value) => ({ status: "MATCH", value }),
  source: (value) => ({ value, source: "VIZ", page: 1, verified: true }),
  _text: (value) => ({ _text: value }),
  "#text": (value) => ({ "#text": value, "@_lang": "de" }),
  "@value": (value) => ({ "@value": value }),
  $: (value) => ({ $: value }),
  script: (value) => ({ latin: value, cyrillic: "", arabic: null }),
  "typed value": (value) => ({ type: "string", valueString: value, content: value }),
  "raw and normalized": (value) => ({ raw: value, normalized: value }),
  "original and upper case": (value) => ({ original: value, normalized: upper(value) }),
  "list of one": (value) => [value],
  "list of alternatives": (value) => [value, upper(value)],
  "list of wrapped alternatives": (value) => [
    { source: "VIZ", value },
    { source: "MRZ", value: upper(value) },
  ],
  "null beside": (value) => [null, value],
  "twice wrapped": (value) => ({ field: { value: { text: value } } }),
  "JSON text": (value) => JSON.stringify({ value }),
  spaces: (value) => (typeof value === "string" ? ` ${value}\n` : value),
};

const names = Object.keys(wrappers);
const pick = (name: string): Wrap => wrappers[name] ?? ((value) => value);

export const wrappingSteps = {
  ...Object.fromEntries(names.map((name) => [`wrap: ${name}`, onSlot((slot) => wrapValue(slot, pick(name)))])),
  "wrap: all the same": onEachSlot((random) => {
    const wrap = pick(random.pick(names));
    return (slot) => wrapValue(slot, wrap);
  }),
} as Record<string, VariantStep>;
