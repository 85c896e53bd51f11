import type { Step } from "#lib/json/path";
import { isReadable, isResultWord } from "./concept-reading.ts";
import { type ConceptStrength, datePartOf, isForm, isMeta } from "./match-concept.ts";
import { splitWords } from "./member-words.ts";
import type { JsonPrimitive } from "./model.ts";
import { keyOf, listElementOf, namesOf } from "./steps.ts";

/** A primitive below the name of a concept; `inner` are the steps from there to it. */
export type Item = { primitive: JsonPrimitive; inner: readonly Step[] };

/** What the items below one name state. `parts`: the elements of a list, which are parts of one value or forms of it. */
export type GroupValue = {
  text: string;
  parts: string[] | null;
  first: JsonPrimitive;
  strength: ConceptStrength | "unread";
  element: string;
};

const nameConcepts = new Set(["family_name", "given_name", "full_name", "middle_name", "birth_name"]);
const dateConcepts = new Set(["birth_date", "document_issue", "document_expiry"]);

/** Concepts whose values are never small numbers: such a number is a score or a flag. */
const measured = new Set([...nameConcepts, ...dateConcepts, "document_number"]);

/** Kinds of data that schemas name beside a value; they say nothing about it. */
const dataTypes =
  /^(xsd:|xs:)?(string|text|date|datetime|number|integer|boolean|object|array|country|countryregion|full-?date|bytes|enum|select|name|choices)$/i;
/** Numbers of a person that stand in lists of document numbers and are not a document's. */
const otherNumbers =
  /personal|national|tax|social|ssn|ahv|insur|fiscal|citizen|regist|voter|member|\bcan\b|support|control|access|portal|private/;

const lastName = (inner: readonly Step[]) => namesOf(inner).at(-1) ?? "";

export type DateParts = Partial<Record<"day" | "month" | "year", string | undefined>>;

/** `{ "day": 29, "month": 2, "year": 1984 }` and `[1984, 2, 29]` as `1984-02-29`; null where a part is missing. */
export function joinDateParts(parts: DateParts): string | null {
  const { day, month, year } = parts;
  if (!year || !month || !day || !/^\d{1,4}$/.test(year) || !/^\d{1,2}$/.test(day)) return null;
  if (!/^\d{1,2}$/.test(month)) return `${day} ${month} ${year}`;
  return `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Dates whose parts stand in members of their own, and the items that are not such parts. */
function takeDates(items: readonly Item[]): {
  dates: { text: string; first: JsonPrimitive; inner: readonly Step[] }[];
  rest: Item[];
} {
  const groups = new Map<string, { parts: DateParts; items: Item[] }>();
  const rest: Item[] = [];
  for (const item of items) {
    const part = datePartOf(lastName(item.inner));
    if (part === null || typeof item.inner.at(-1) === "number") {
      rest.push(item);
      continue;
    }
    const key = keyOf(item.inner.slice(0, -1));
    const group = groups.get(key) ?? { parts: {}, items: [] };
    group.parts[part] ??= item.primitive.text;
    group.items.push(item);
    groups.set(key, group);
  }
  const dates = [...groups.values()].flatMap(({ parts, items: own }) => {
    const text = joinDateParts(parts);
    const [first] = own;
    if (text === null || !first) {
      rest.push(...own);
      return [];
    }
    return [{ text, first: first.primitive, inner: first.inner.slice(0, -1) }];
  });
  return { dates, rest };
}

/** `[1984, 2, 29]`: three numbers in a list, year first. */
function takeDateLists(items: readonly Item[]): {
  dates: { text: string; first: JsonPrimitive; inner: readonly Step[] }[];
  rest: Item[];
} {
  const lists = new Map<string, Item[]>();
  for (const item of items)
    if (typeof item.inner.at(-1) === "number" && item.primitive.kind === "number") {
      const key = keyOf(item.inner.slice(0, -1));
      lists.set(key, [...(lists.get(key) ?? []), item]);
    }
  const taken = new Set<Item>();
  const dates = [...lists.values()].flatMap((own) => {
    const [year, month, day] = own.map(({ primitive }) => primitive.text);
    const text = own.length >= 3 && year?.length === 4 ? joinDateParts({ year, month, day }) : null;
    const [first] = own;
    if (text === null || !first) return [];
    for (const item of own) taken.add(item);
    return [{ text, first: first.primitive, inner: first.inner.slice(0, -1) }];
  });
  return { dates, rest: items.filter((item) => !taken.has(item)) };
}

/** Elements of a list of texts that stand alike: parts of one name, or forms of it. */
function takeNameLists(items: readonly Item[]): { lists: Item[][]; rest: Item[] } {
  const lists = new Map<string, Item[]>();
  const rest: Item[] = [];
  for (const item of items) {
    const at = item.inner.findLastIndex((step) => typeof step === "number");
    if (at < 0 || item.primitive.kind !== "string") rest.push(item);
    else {
      const key = `${keyOf(item.inner.slice(0, at))}|${keyOf(item.inner.slice(at + 1))}`;
      lists.set(key, [...(lists.get(key) ?? []), item]);
    }
  }
  return {
    lists: [...lists.values()].filter((own) => own.length > 1),
    rest: [...rest, ...[...lists.values()].filter((own) => own.length === 1).flat()],
  };
}

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

function isPassedOver(concept: string, strength: ConceptStrength, { primitive, inner }: Item): boolean {
  const { kind, text } = primitive;
  if (kind === "null" || kind === "boolean" || text.trim() === "") return true;
  if (namesOf(inner).some((name) => isMeta(splitWords(name)))) return true;
  if (isType(concept, inner) || isOtherPlace(concept, inner)) return true;
  if (dataTypes.test(text) && inner.length > 0) return true;
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

/** Elements of a list of numbers whose type says that they are of another kind. */
function findOtherElements(concept: string, items: readonly Item[]): ReadonlySet<string> {
  if (concept !== "document_number") return new Set();
  return new Set(
    items.flatMap(({ primitive, inner }) =>
      /^(type|kind|name|label|code)$/i.test(lastName(inner)) &&
      !dataTypes.test(primitive.text) &&
      otherNumbers.test(splitWords(primitive.text).join(" "))
        ? [listElementOf(inner)]
        : [],
    ),
  );
}

/**
 * What the primitives below one name of a concept state: wrapped values, parts of dates, lists of parts or of forms. What
 * stands there and is not read as the concept comes as `unread`, so that it is never taken for silence.
 */
export function readConceptGroup(concept: string, strength: ConceptStrength, items: readonly Item[]): GroupValue[] {
  const spelled = joinCharacters(items);
  if (spelled)
    return [{ text: spelled.text, parts: null, first: spelled.first, strength: weaker(strength), element: "" }];
  const otherElements = findOtherElements(concept, items);
  const saying = items.filter(
    (item) =>
      !isPassedOver(concept, strength, item) &&
      !(otherElements.size > 0 && otherElements.has(listElementOf(item.inner))),
  );
  const values: GroupValue[] = [];
  let rest = [...saying];
  if (dateConcepts.has(concept)) {
    const composed = takeDates(rest);
    const listed = takeDateLists(composed.rest);
    rest = listed.rest;
    for (const { text, first, inner } of [...composed.dates, ...listed.dates])
      values.push({ text, parts: null, first, strength, element: listElementOf(inner) });
  }
  if (nameConcepts.has(concept)) {
    const { lists, rest: single } = takeNameLists(rest);
    rest = single;
    for (const own of lists) {
      const parts = own.map(({ primitive }) => primitive.text);
      const [first] = own;
      const isPlain = own.every(({ inner }) => isPlainInner(inner));
      if (first)
        values.push({
          text: parts.join(" "),
          parts,
          first: first.primitive,
          strength: isPlain ? strength : weaker(strength),
          element: "",
        });
    }
  }
  const hasPlain =
    values.length > 0 ||
    rest.some(({ primitive, inner }) => isPlainInner(inner) && isReadable(concept, primitive.text));
  const lonely = findLonely(saying);
  const isAlone = (primitive: JsonPrimitive) => nameConcepts.has(concept) && lonely.has(primitive);
  for (const { primitive, inner } of rest) {
    const isPlain = isPlainInner(inner);
    if (!isPlain && hasPlain && !isAlone(primitive) && !looksLikeValue(concept, primitive.text)) continue;
    const read = isReadable(concept, primitive.text) ? (isPlain ? strength : weaker(strength)) : "unread";
    if (read === "unread" && !isPlain && dataTypes.test(primitive.text)) continue;
    values.push({ text: primitive.text, parts: null, first: primitive, strength: read, element: listElementOf(inner) });
  }
  return values.length > 0 ? values : readKeys(concept, items);
}

/** The first primitive of each element of a list in which nothing stands under a plain name: `["Anna", { "ref": "…" }]`. */
function findLonely(items: readonly Item[]): ReadonlySet<JsonPrimitive> {
  const elements = new Map<number, Item[]>();
  for (const item of items) {
    const [element] = item.inner;
    if (typeof element === "number") elements.set(element, [...(elements.get(element) ?? []), item]);
  }
  return new Set(
    [...elements.values()].flatMap((own) =>
      own.some(({ inner }) => isPlainInner(inner)) ? [] : (own[0]?.primitive ?? []),
    ),
  );
}

/** Pieces of at most two characters by position are one text that a program split. */
function joinCharacters(items: readonly Item[]): { text: string; first: JsonPrimitive } | null {
  const [first] = items;
  if (!first || items.length < 3) return null;
  const isPiece = ({ primitive, inner }: Item) =>
    primitive.kind !== "boolean" && [...primitive.text].length <= 2 && /^\d+$/.test(String(inner.at(-1)));
  return items.every(isPiece) && items.some(({ primitive }) => primitive.kind === "string")
    ? { text: items.map(({ primitive }) => primitive.text).join(""), first: first.primitive }
    : null;
}

/** `{ "Keller": true }`: the value stands as a name. Only where nothing else states the concept there. */
function readKeys(concept: string, items: readonly Item[]): GroupValue[] {
  return items.flatMap(({ primitive, inner }): GroupValue[] => {
    const name = lastName(inner);
    const words = splitWords(name);
    if (name === "" || isMeta(words) || isForm(words) || /\p{Ll}\p{Lu}|_/u.test(name) || !looksLikeValue(concept, name))
      return [];
    return [{ text: name, parts: null, first: primitive, strength: "unread", element: "" }];
  });
}

/** A text under an unknown name beside the value: only what could be another value counts (`HIGH` or `personal` could not). */
function looksLikeValue(concept: string, text: string): boolean {
  if (!isReadable(concept, text)) return false;
  if (nameConcepts.has(concept)) return /^\p{Lu}\p{Ll}/u.test(text.trim());
  return concept !== "document_number" || /\d/.test(text);
}

const weaker = (strength: ConceptStrength): ConceptStrength => (strength === "named" ? "qualified" : strength);
/** Names below the concept that only say in what form the value stands. */
const isPlainInner = (inner: readonly Step[]) =>
  namesOf(inner).every((name) => isForm(splitWords(name)) || isValueName(name));
const isValueName = (name: string) =>
  /value|text|content|mention|answer|data|string|code|name|key|country|alpha|^v$|^val$|^[#$@_]/i.test(name);
