import type { PathStep } from "#lib/formats/json/path";
import { dataTypes, dateConcepts, type Item, isPlainInner, lastName, nameConcepts } from "./concept-items.ts";
import type { ConceptStrength } from "./concept-names.ts";
import { isPlainDate, isResultWord } from "./concept-reading.ts";
import { datePartOf, isMeta } from "./concept-words.ts";
import { matchLabel } from "./match-label.ts";
import { splitWords } from "./member-words.ts";
import type { JsonPrimitive } from "./model.ts";
import { readResult } from "./read-result.ts";
import { listElementOf, memberNamesOf } from "./steps.ts";

/** Concepts whose values are never small numbers: such a number is a score or a flag. */
const measured = new Set([...nameConcepts, ...dateConcepts, "document_number"]);

/** Personal numbers in lists of document numbers that are not a document's. */
const otherNumbers =
  /personal|national|tax|social|ssn|ahv|insur|fiscal|citizen|regist|voter|member|\bcan\b|support|control|access|portal|private/;

/** Matches a type beside a value; the document type has its own concept. */
const isType = (concept: string, inner: readonly PathStep[]) =>
  concept !== "document_type" &&
  typeof inner.at(-1) === "string" &&
  /^(@|xsi:)?(\w*type|kind|art|typ)$/i.test(lastName(inner));
/** Matches parts of an address other than the town. */
const isOtherPlace = (concept: string, inner: readonly PathStep[]) =>
  concept === "birth_place" && /country|region|state|land|pays|paese|code|canton|kanton/i.test(lastName(inner));

/** Matches `{ "birth": { "year": 1984, "country": "CHE" } }`. */
const isPlaceOfDate = (concept: string, inner: readonly PathStep[]) =>
  dateConcepts.has(concept) &&
  /(country|city|town|place|region|state|ort|lieu|luogo|pays|paese|land|ville|citta|stadt|municipality)$/i.test(
    lastName(inner),
  );

/** Matches scores, flags and counts. */
const isFigure = ({ kind, text }: JsonPrimitive) => kind === "number" && Math.abs(Number(text)) <= 100;

/** Participles that describe a value by yes or no, or precede it: `{ "entered": "…", "verified": "Keller" }`. */
const participles =
  /^(verified|validated|checked|matched|compared|changed|modified|updated|edited|display|present|detected|random|missing)$/;
/** Members with numbers, whose text values are not the concept's. */
const figures =
  /^(ref|index|idx|position|offset|score|scores|confidence|confidences|probability|likelihood|accuracy|similarity|version|size|length|x|y|w|h|width|height|top|left|bottom|right|page|pages|angle|order|count|counts|total|threshold|quality|level|levels|rank|weight|priority)$/;
const isName = (text: string) => /^\p{Lu}\p{Ll}+([ '’-]\p{Lu}?\p{Ll}+)*$/u.test(text.trim());
/** Grades under figures that look like names: `High`. */
const grades =
  /^(very )?(high|medium|low|good|bad|poor|excellent|hoch|mittel|niedrig|gut|schlecht|front|back|first|second)$/i;

/** Maps `X1234567` and `Y7654321` to one shape. */
const shapeOf = (text: string) =>
  text
    .trim()
    .replaceAll(/\d/g, "0")
    .replaceAll(/\p{Lu}/gu, "A");

const isDescribed = (inner: readonly PathStep[]) => memberNamesOf(inner).some((name) => isMeta(splitWords(name)));
/** True if all inner names state only the form of the value. */
export const isStatedPlainly = (inner: readonly PathStep[]) => isPlainInner(inner) && !isDescribed(inner);

const yearOf = (text: string) => /(?<!\d)\d{4}(?!\d)/.exec(text)?.[0] ?? text.slice(0, 4);

/** Collects shapes of plainly stated numbers and birth years, to recognise other values. */
export function shapesOf(concept: string, items: readonly Item[]): ReadonlySet<string> {
  if (concept !== "document_number" && concept !== "birth_date") return new Set();
  const texts = items
    .filter(({ inner, primitive: { text } }) => isStatedPlainly(inner) && text.length > 5 && text.length < 20)
    .map(({ primitive }) => primitive.text);
  return new Set(concept === "birth_date" ? texts.map(yearOf) : texts.filter((text) => /\d/.test(text)).map(shapeOf));
}

/** Tests whether a descriptive name still has a value below it. */
function holdsValue(concept: string, name: string, text: string, shapes: ReadonlySet<string>): boolean {
  const last = splitWords(name).at(-1) ?? "";
  if (nameConcepts.has(concept)) {
    const mayHold = participles.test(last) || figures.test(last);
    return mayHold && isName(text) && !grades.test(text.trim()) && !isResultWord(text) && matchLabel(text) === null;
  }
  // A participle beside a date is when that was done, unless it has the same year.
  if (concept === "birth_date")
    return isPlainDate(text) && ((!participles.test(last) && !/time|date/.test(last)) || shapes.has(yearOf(text)));
  return (
    concept === "document_number" &&
    !/^(format|pattern|regex|mask|placeholder)$/.test(last) &&
    shapes.has(shapeOf(text))
  );
}

/** Matches a good or skipped finding. A bad one is kept for review. */
const isGoodFinding = (text: string) => {
  const meaning = text.length <= 40 ? readResult(text) : null;
  return meaning === "good" || meaning === "not_performed";
};

/** True for members below a concept that describe its value. */
export function isPassedOver(
  concept: string,
  strength: ConceptStrength,
  { primitive, inner }: Item,
  shapes: ReadonlySet<string> = new Set(),
): boolean {
  const { kind, text } = primitive;
  if (kind === "null" || kind === "boolean" || text.trim() === "") return true;
  if (isDescribed(inner)) return !holdsValue(concept, lastName(inner), text, shapes);
  if (
    (isType(concept, inner) && !holdsValue(concept, lastName(inner), text, shapes)) ||
    isOtherPlace(concept, inner) ||
    isPlaceOfDate(concept, inner)
  )
    return true;
  // A finding (`MATCH`) is not a date or a number.
  if ((dateConcepts.has(concept) || concept === "document_number") && !/\d/.test(text) && isGoodFinding(text))
    return true;
  const isPart = datePartOf(lastName(inner)) !== null || typeof inner.at(-1) === "number";
  if (dateConcepts.has(concept) && isPart) return false;
  if (
    isFigure(primitive) &&
    measured.has(concept) &&
    (nameConcepts.has(concept) || strength !== "named" || Number(text) <= 1)
  )
    return true;
  // Excludes personal and tax numbers in a certificate (ETSI EN 319 412-1 section 5.1.3), and schema URLs.
  if (concept === "document_number" && /^\s*(?:PNO|TAX|TIN)[A-Z]{2}-|^(?:urn:|https?:\/\/)/.test(text)) return true;
  return strength !== "named" && isGoodFinding(text);
}

/** Matches other kinds of numbers such as `case_number`, but not `passport` or `primary`. */
const isOtherNumber = (text: string) =>
  !/^id$/i.test(text.trim()) &&
  (otherNumbers.test(splitWords(text).join(" ")) ||
    (/number|nummer|numero|\bno\b|\bnr\b|\bid\b|code/.test(splitWords(text).join(" ")) &&
      matchLabel(text)?.concept !== "document_number"));

/** Finds list elements whose type states another kind of number. */
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
