import { takeDateLists, takeDates } from "./composite-dates.ts";
import { dataTypes, dateConcepts, type Item, lastName, nameConcepts } from "./concept-items.ts";
import type { ConceptStrength } from "./concept-names.ts";
import { isReadableValue } from "./concept-reading.ts";
import { isForm, isMeta } from "./concept-words.ts";
import { findLonely, joinCharacters, takeNameLists } from "./list-values.ts";
import { splitWords } from "./member-words.ts";
import type { JsonPrimitive } from "./model.ts";
import { findOtherElements, isPassedOver, isStatedPlainly, shapesOf } from "./passed-over.ts";
import { listElementOf } from "./steps.ts";

/** `parts` are list elements: parts of one value, or forms of it. */
export type GroupValue = {
  text: string;
  parts: string[] | null;
  first: JsonPrimitive;
  strength: ConceptStrength | "unread";
  element: string;
};

/**
 * Reads wrapped values, date parts, lists of parts or forms. Other values are `unread`, so that they are not absent.
 */
export function readConceptGroup(concept: string, strength: ConceptStrength, items: readonly Item[]): GroupValue[] {
  const spelled = joinCharacters(items);
  if (spelled)
    return [{ text: spelled.text, parts: null, first: spelled.first, strength: weaker(strength), element: "" }];
  const otherElements = findOtherElements(concept, items);
  const shapes = shapesOf(concept, items);
  const saying = items.filter(
    (item) =>
      !isPassedOver(concept, strength, item, shapes) &&
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
      const isPlain = own.every(({ inner }) => isStatedPlainly(inner));
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
    rest.some(({ primitive, inner }) => isStatedPlainly(inner) && isReadableValue(concept, primitive.text));
  const lonely = findLonely(saying);
  const isAlone = (primitive: JsonPrimitive) => nameConcepts.has(concept) && lonely.has(primitive);
  for (const { primitive, inner } of rest) {
    const isPlain = isStatedPlainly(inner);
    if (!isPlain && hasPlain && !isAlone(primitive) && !looksLikeValue(concept, primitive.text)) continue;
    const read = isReadableValue(concept, primitive.text) ? (isPlain ? strength : weaker(strength)) : "unread";
    if (read === "unread" && !isPlain && dataTypes.test(primitive.text)) continue;
    values.push({ text: primitive.text, parts: null, first: primitive, strength: read, element: listElementOf(inner) });
  }
  return values.length > 0 ? values : readKeys(concept, items);
}

/** Reads `{ "Keller": true }`: the name is the value, if nothing else states the concept. */
function readKeys(concept: string, items: readonly Item[]): GroupValue[] {
  return items.flatMap(({ primitive, inner }): GroupValue[] => {
    const name = lastName(inner);
    const words = splitWords(name);
    if (
      primitive.kind === "string" ||
      name === "" ||
      isMeta(words) ||
      isForm(words) ||
      /\p{Ll}\p{Lu}|_/u.test(name) ||
      !looksLikeValue(concept, name)
    )
      return [];
    return [{ text: name, parts: null, first: primitive, strength: "unread", element: "" }];
  });
}

/** Accepts text under an unknown sibling name only if it could be a value, unlike `HIGH` or `personal`. */
function looksLikeValue(concept: string, text: string): boolean {
  if (!isReadableValue(concept, text)) return false;
  if (nameConcepts.has(concept)) return /^\p{Lu}\p{Ll}/u.test(text.trim());
  return concept !== "document_number" || /\d/.test(text);
}

const weaker = (strength: ConceptStrength): ConceptStrength => (strength === "named" ? "qualified" : strength);
