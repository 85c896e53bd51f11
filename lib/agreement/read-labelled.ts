import type { NodeReader } from "#lib/formats/json/node-reader";
import type { PathStep } from "#lib/formats/json/path";
import { noContainer } from "#lib/formats/json/structural-index";
import { isResultWord } from "./concept-reading.ts";
import { isMeta } from "./concept-words.ts";
import { matchLabel } from "./match-label.ts";
import { splitWords } from "./member-words.ts";
import type { JsonPrimitive } from "./model.ts";
import { kindOf, readPrimitiveText } from "./primitive-spans.ts";

/** Members with the name of a pair in published schemas: `{ "name": "lastName", "value": "…" }`. */
const labelRoles = new Set(
  "name names key label field fieldname type code id attribute text content title question property identifier caption element tag header k n t display column concept category claim elementidentifier nodename localname friendlyname fieldtype datatype ref heading bezeichnung feldname feld beschriftung titel frage libelle champ etichetta campo domanda".split(
    " ",
  ),
);

const maxValues = 64;
const maxLevels = 4;
const maxTextBytes = 4096;

export const isLabelRole = (name: string) =>
  labelRoles.has(splitWords(name).join("")) || labelRoles.has(splitWords(name).at(-1) ?? "");

/** Yields primitives below a container with steps from the top, except the child at `skip`. */
function* readBelow(
  reader: NodeReader,
  container: number,
  steps: readonly PathStep[],
  skip: PathStep | null,
): Generator<JsonPrimitive> {
  const { bytes, index } = reader;
  let position = -1;
  for (const node of reader.children(container)) {
    position++;
    const step = reader.name(node) ?? position;
    if (step === skip) continue;
    const inner = index.containerAt(node);
    if (inner !== noContainer) {
      yield* readBelow(reader, inner, [...steps, step], null);
      continue;
    }
    const { valueFrom, valueTo } = reader.span(node);
    if (valueTo - valueFrom > maxTextBytes) continue;
    const kind = kindOf(bytes[valueFrom] ?? 0);
    yield { steps: [...steps, step], text: readPrimitiveText(bytes, valueFrom, valueTo), kind, beside: null };
  }
}

/** Label roles that may also be the value: `{ "name": "lastName", "text": "…" }`. */
const valueRoles = new Set(["text", "content", "title"]);

/** A second label (`Key`, `FriendlyName`) is not a value. */
const isOtherLabel = ({ steps, text }: JsonPrimitive, below: number) => {
  const name = steps.length === below + 1 ? steps[below] : undefined;
  if (typeof name !== "string" || !isLabelRole(name)) return false;
  return !valueRoles.has(splitWords(name).at(-1) ?? "") || matchLabel(text) !== null;
};

const isResultValue = ({ steps, text, kind }: JsonPrimitive, below: number) =>
  kind === "string" &&
  !steps.slice(below + 1).some((step) => typeof step === "string" && isMeta(splitWords(step))) &&
  /^(result|output|found|read|detected)$/i.test(String(steps[below])) &&
  !isResultWord(text);

/** A schema URL is not a value: `{ "coding": [{ "system": "http://…", "display": "Passport number" }] }`. */
const isAddress = (text: string) => /^(https?:\/\/|urn:)/i.test(text);

const isSaying = (primitive: JsonPrimitive, below: number) =>
  primitive.kind !== "null" &&
  !isAddress(primitive.text) &&
  !isOtherLabel(primitive, below) &&
  !primitive.steps.slice(below).some((step) => typeof step === "string" && isMeta(splitWords(step)));

/**
 * Returns a label's values: beside it, else beside its object
 * (`{ "Type": { "Text": "LAST_NAME" }, "ValueDetection": { "Text": "…" } }`). Empty if the text is not a label.
 */
export function readLabelled(
  reader: NodeReader,
  container: number,
  steps: readonly PathStep[],
): { primitive: JsonPrimitive; innerFrom: number }[] {
  const own = steps.at(-1);
  if (own === undefined || container < 0) return [];
  const isPair = typeof own === "number";
  // In an array the label precedes its value.
  if (isPair && (own !== 0 || reader.index.childCount(container) > 3)) return [];
  if (!isPair && !isLabelRole(own)) return [];
  let around = container;
  let at = steps.length - 1;
  for (let level = 0; level < maxLevels && around !== noContainer && at >= 0; level++) {
    const found: { primitive: JsonPrimitive; innerFrom: number }[] = [];
    const below = [...readBelow(reader, around, steps.slice(0, at), steps[at] ?? null)].slice(0, maxValues);
    for (const primitive of below) if (isSaying(primitive, at)) found.push({ primitive, innerFrom: at });
    // In `{ "code": "lastName", "result": "…" }` a finding is the value, because nothing else is.
    if (found.length === 0)
      for (const primitive of below) if (isResultValue(primitive, at)) found.push({ primitive, innerFrom: at + 1 });
    if (found.length > 0 || isPair) return found;
    around = reader.index.parentOf(around);
    at--;
    // At the top is the record, not the value of one label.
    if (at <= 0) return [];
    // Beyond a list element are other pairs, unless it is the only one.
    const isOnly =
      around !== noContainer &&
      reader.index.childCount(around) === 1 &&
      below.every((primitive) => isAddress(primitive.text) || isOtherLabel(primitive, at + 1));
    if (typeof steps[at] === "number" && !isOnly) return [];
  }
  return [];
}

const pairValues = new Set(["value", "values", "val"]);

/**
 * True for the `name` of a pair in a list whose label is unknown: `[{ "name": "ocrEngine", "value": "…" }]`. Below a
 * `holder` it would otherwise be read as a person's name. A text of several words is still one, as in
 * `[{ "name": "Zoë Müller", "data": {} }]`.
 */
export function namesUnknownPair(
  reader: NodeReader,
  container: number,
  steps: readonly PathStep[],
  text: string,
): boolean {
  if (/\s/.test(text.trim())) return false;
  const own = steps.at(-1);
  if (typeof own !== "string" || typeof steps.at(-2) !== "number" || container < 0) return false;
  if (!/^names?$/.test(splitWords(own).join(""))) return false;
  for (const node of reader.children(container)) {
    const name = reader.name(node);
    if (name !== null && pairValues.has(splitWords(name).join(""))) return true;
  }
  return false;
}
