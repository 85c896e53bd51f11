import type { Step } from "#lib/formats/json/path";
import { readResult } from "./compare-values.ts";
import { dataTypes, dateConcepts, type Item, isPlainInner, lastName, nameConcepts } from "./concept-items.ts";
import { isPlainDate, isResultWord } from "./concept-reading.ts";
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

/** `{ "birth": { "year": 1984, "country": "CHE" } }` */
const isPlaceOfDate = (concept: string, inner: readonly Step[]) =>
  dateConcepts.has(concept) &&
  /(country|city|town|place|region|state|ort|lieu|luogo|pays|paese|land|ville|citta|stadt|municipality)$/i.test(
    lastName(inner),
  );

/** Numbers that are scores, flags or counts rather than values. */
const isFigure = ({ kind, text }: JsonPrimitive) => kind === "number" && Math.abs(Number(text)) <= 100;

/** Participles that describe a value by yes and no, or stand before it: `{ "entered": "…", "verified": "Keller" }`. */
const participles =
  /^(verified|validated|checked|matched|compared|changed|modified|updated|edited|display|present|detected|random|missing)$/;
/** Members that hold numbers: a word there is not what the name says. */
const figures =
  /^(ref|index|idx|position|offset|score|scores|confidence|confidences|probability|likelihood|accuracy|similarity|version|size|length|x|y|w|h|width|height|top|left|bottom|right|page|pages|angle|order|count|counts|total|threshold|quality|level|levels|rank|weight|priority)$/;
const isName = (text: string) => /^\p{Lu}\p{Ll}+([ '’-]\p{Lu}?\p{Ll}+)*$/u.test(text.trim());
/** Answers under figures that are written as names are: `High`. */
const grades =
  /^(very )?(high|medium|low|good|bad|poor|excellent|hoch|mittel|niedrig|gut|schlecht|front|back|first|second)$/i;

/** `X1234567` and `Y7654321` have one shape. */
const shapeOf = (text: string) =>
  text
    .trim()
    .replaceAll(/\d/g, "0")
    .replaceAll(/\p{Lu}/gu, "A");

const isDescribed = (inner: readonly Step[]) => namesOf(inner).some((name) => isMeta(splitWords(name)));
/** Under names that say only in what form the value stands, none of which describes it. */
export const isStatedPlainly = (inner: readonly Step[]) => isPlainInner(inner) && !isDescribed(inner);

const yearOf = (text: string) => /(?<!\d)\d{4}(?!\d)/.exec(text)?.[0] ?? text.slice(0, 4);

/** Shapes of numbers and years of birth that stand plainly among the items: what has one elsewhere may be a value, too. */
export function shapesOf(concept: string, items: readonly Item[]): ReadonlySet<string> {
  if (concept !== "document_number" && concept !== "birth_date") return new Set();
  const texts = items
    .filter(({ inner, primitive: { text } }) => isStatedPlainly(inner) && text.length > 5 && text.length < 20)
    .map(({ primitive }) => primitive.text);
  return new Set(concept === "birth_date" ? texts.map(yearOf) : texts.filter((text) => /\d/.test(text)).map(shapeOf));
}

/** What stands under a name that describes a value, and may be another value all the same. */
function holdsValue(concept: string, name: string, text: string, shapes: ReadonlySet<string>): boolean {
  const last = splitWords(name).at(-1) ?? "";
  if (nameConcepts.has(concept)) {
    const mayHold = participles.test(last) || figures.test(last);
    return mayHold && isName(text) && !grades.test(text.trim()) && !isResultWord(text) && matchLabel(text) === null;
  }
  // A participle beside a date says when that was done, unless it is of the same year.
  if (concept === "birth_date")
    return isPlainDate(text) && ((!participles.test(last) && !/time|date/.test(last)) || shapes.has(yearOf(text)));
  return (
    concept === "document_number" &&
    !/^(format|pattern|regex|mask|placeholder)$/.test(last) &&
    shapes.has(shapeOf(text))
  );
}

/** A finding about a value that is good or was not made. A bad one is kept, so that a person looks at it. */
const isGoodFinding = (text: string) => {
  const meaning = text.length <= 40 ? readResult(text) : null;
  return meaning === "good" || meaning === "not_performed";
};

/** True for what stands below a concept's name and describes the value instead of stating it. */
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
  // A finding about a date or a number (`MATCH`) is neither.
  if ((dateConcepts.has(concept) || concept === "document_number") && !/\d/.test(text) && isGoodFinding(text))
    return true;
  // Days and months are small numbers.
  const isPart = datePartOf(lastName(inner)) !== null || typeof inner.at(-1) === "number";
  if (dateConcepts.has(concept) && isPart) return false;
  if (
    isFigure(primitive) &&
    measured.has(concept) &&
    (nameConcepts.has(concept) || strength !== "named" || Number(text) <= 1)
  )
    return true;
  // A number of a person or a tax number in a certificate (ETSI EN 319 412-1 section 5.1.3), and an address of a schema.
  if (concept === "document_number" && /^\s*(?:PNO|TAX|TIN)[A-Z]{2}-|^(?:urn:|https?:\/\/)/.test(text)) return true;
  return strength !== "named" && isGoodFinding(text);
}

/** `case_number` is a number of another kind; `passport` and `primary` are not. */
const isOtherNumber = (text: string) =>
  !/^id$/i.test(text.trim()) &&
  (otherNumbers.test(splitWords(text).join(" ")) ||
    (/number|nummer|numero|\bno\b|\bnr\b|\bid\b|code/.test(splitWords(text).join(" ")) &&
      matchLabel(text)?.concept !== "document_number"));

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
