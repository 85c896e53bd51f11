import type { NodeReader } from "#lib/json/node-reader";
import type { Step } from "#lib/json/path";
import { noContainer } from "#lib/json/structural-index";
import { isResultWord } from "./concept-reading.ts";
import { isMeta, matchLabel } from "./match-concept.ts";
import { splitWords } from "./member-words.ts";
import type { JsonPrimitive } from "./model.ts";
import { kindOf, readText } from "./scalar-spans.ts";

/** Members that hold the name of a pair: `{ "name": "lastName", "value": "…" }`, in the words of published schemas. */
const labelRoles = new Set(
  "name names key label field fieldname type code id attribute text content title question property identifier caption element tag header k n t display column concept category claim elementidentifier nodename localname friendlyname fieldtype datatype ref heading bezeichnung feldname feld beschriftung titel frage libelle champ etichetta campo domanda".split(
    " ",
  ),
);

/** Values read beside one label, and how far up from the label. */
const maxValues = 64;
const maxLevels = 4;
const maxTextBytes = 4096;

/** True for a member that holds the name of a pair. */
export const isLabelRole = (name: string) =>
  labelRoles.has(splitWords(name).join("")) || labelRoles.has(splitWords(name).at(-1) ?? "");

/** Primitives below a container, with their steps from the top; the child at `skip` is left out. */
function* readBelow(
  reader: NodeReader,
  container: number,
  steps: readonly Step[],
  skip: Step | null,
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
    yield { steps: [...steps, step], text: readText(bytes, valueFrom, valueTo), kind, beside: null };
  }
}

/** Label roles whose members may hold the value as well: `{ "name": "lastName", "text": "…" }`. */
const valueRoles = new Set(["text", "content", "title"]);

/** A second label beside the first (`Key`, `FriendlyName`) is not a value. */
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

/** `{ "coding": [{ "system": "http://…", "display": "Passport number" }] }`: an address of a schema is not a value. */
const isAddress = (text: string) => /^(https?:\/\/|urn:)/i.test(text);

const isSaying = (primitive: JsonPrimitive, below: number) =>
  primitive.kind !== "null" &&
  !isAddress(primitive.text) &&
  !isOtherLabel(primitive, below) &&
  !primitive.steps.slice(below).some((step) => typeof step === "string" && isMeta(splitWords(step)));

/**
 * The values that a label names: those beside it in its object or array, else beside the object that holds it
 * (`{ "Type": { "Text": "LAST_NAME" }, "ValueDetection": { "Text": "…" } }`). Empty where the text labels nothing.
 * @param container the container in which the label stands
 * @param steps steps to the label itself
 */
export function readLabelled(
  reader: NodeReader,
  container: number,
  steps: readonly Step[],
): { primitive: JsonPrimitive; innerFrom: number }[] {
  const own = steps.at(-1);
  if (own === undefined || container < 0) return [];
  const isPair = typeof own === "number";
  // In an array the label comes first and its value second.
  if (isPair && (own !== 0 || reader.index.childCount(container) > 3)) return [];
  if (!isPair && !isLabelRole(own)) return [];
  let around = container;
  let at = steps.length - 1;
  for (let level = 0; level < maxLevels && around !== noContainer && at >= 0; level++) {
    const found: { primitive: JsonPrimitive; innerFrom: number }[] = [];
    const below = [...readBelow(reader, around, steps.slice(0, at), steps[at] ?? null)].slice(0, maxValues);
    for (const primitive of below) if (isSaying(primitive, at)) found.push({ primitive, innerFrom: at });
    // `{ "code": "lastName", "result": "…" }`: what would be a finding elsewhere is the value where nothing else is.
    if (found.length === 0)
      for (const primitive of below) if (isResultValue(primitive, at)) found.push({ primitive, innerFrom: at + 1 });
    if (found.length > 0 || isPair) return found;
    around = reader.index.parentOf(around);
    at--;
    // What stands at the top is the record, not the value of one label.
    if (at <= 0) return [];
    // Beyond the element of a list stand other pairs, unless it is the only one.
    const isOnly =
      around !== noContainer &&
      reader.index.childCount(around) === 1 &&
      below.every((primitive) => isAddress(primitive.text) || isOtherLabel(primitive, at + 1));
    if (typeof steps[at] === "number" && !isOnly) return [];
  }
  return [];
}
