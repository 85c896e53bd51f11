import type { Step } from "#lib/formats/json/path";
import { dataTypes, dateConcepts, type Item, lastName, nameConcepts } from "./concept-items.ts";
import { isResultWord } from "./concept-reading.ts";
import { type ConceptStrength, datePartOf, isMeta, matchLabel } from "./match-concept.ts";
import { splitWords } from "./member-words.ts";
import type { JsonPrimitive } from "./model.ts";
import { listElementOf, namesOf } from "./steps.ts";

/** Concepts whose values are never small numbers: such a number is a score or a flag. */
const measured = new Set([...nameConcepts, ...dateConcepts, "document_number"]);

/** Numbers of a person that stand in lists of document numbers and are not a document's. */
const otherNumbers =
  /personal|national|tax|social|ssn|ahv|insur|fiscal|citizen|regist|voter|member|\bcan\b|support|control|access|portal|private/;

/** Members that describe the value beside them; what a document is stands under its own concept. */
const isType = (concept: string, inner: readonly Step[]) =>
  concept !== "document_type" &&
  typeof inner.at(-1) === "string" &&
  /^(@|xsi:)?(\w*type|kind|art|typ)$/i.test(lastName(inner));
/** Parts of a place other than the town. */
const isOtherPlace = (concept: string, inner: readonly Step[]) =>
  concept === "birth_place" && /country|region|state|land|pays|paese|code|canton|kanton/i.test(lastName(inner));

/** Numbers that are scores, flags or counts rather than values. */
const isFigure = ({ kind, text }: JsonPrimitive) => kind === "number" && Math.abs(Number(text)) <= 100;

/** True for what stands below a concept's name and describes the value instead of stating it. */
export function isPassedOver(concept: string, strength: ConceptStrength, { primitive, inner }: Item): boolean {
  const { kind, text } = primitive;
  if (kind === "null" || kind === "boolean" || text.trim() === "") return true;
  if (namesOf(inner).some((name) => isMeta(splitWords(name)))) return true;
  if (isType(concept, inner) || isOtherPlace(concept, inner)) return true;
  // Days and months are small numbers.
  const isPart = datePartOf(lastName(inner)) !== null || typeof inner.at(-1) === "number";
  if (dateConcepts.has(concept) && isPart) return false;
  if (
    isFigure(primitive) &&
    measured.has(concept) &&
    (nameConcepts.has(concept) || strength !== "named" || Number(text) <= 1)
  )
    return true;
  return strength !== "named" && isResultWord(text) && concept !== "result";
}

/** `case_number` is a number of another kind; `passport` and `primary` are not. */
const isOtherNumber = (text: string) =>
  otherNumbers.test(splitWords(text).join(" ")) ||
  (/number|nummer|numero|\bno\b|\bnr\b|\bid\b|code/.test(splitWords(text).join(" ")) &&
    matchLabel(text)?.concept !== "document_number");

/** Elements of a list of numbers whose type says that they are of another kind. */
export function findOtherElements(concept: string, items: readonly Item[]): ReadonlySet<string> {
  if (concept !== "document_number") return new Set();
  return new Set(
    items.flatMap(({ primitive, inner }) =>
      /^(type|kind|name|label|code)$/i.test(lastName(inner)) &&
      !dataTypes.test(primitive.text) &&
      isOtherNumber(primitive.text)
        ? [listElementOf(inner)]
        : [],
    ),
  );
}
