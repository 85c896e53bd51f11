import { formatJsonPath, type PathStep } from "#lib/formats/json/path";
import { type DateParts, joinDateParts } from "./composite-dates.ts";
import { readDocumentType } from "./document-types.ts";
import { type ConceptGroup, groupConcepts } from "./group-concepts.ts";
import { joinNumberedNames } from "./join-numbered-names.ts";
import { splitWords } from "./member-words.ts";
import type { JsonPrimitive, JsonReading, Source } from "./model.ts";
import { readConceptGroup } from "./read-concept-group.ts";
import { resolveName } from "./resolve-name.ts";
import type { StatedValues } from "./stated-values.ts";
import { memberNamesOf } from "./steps.ts";

/** Concepts of one document; a person may have several. */
const ofADocument = new Set(["document_number", "document_issue", "document_expiry", "issuing_country"]);

/** Returns the document type of the nearest unambiguous section: `residencePermit`, never `document`. */
function sectionOf(steps: readonly PathStep[]): string | null {
  for (const name of memberNamesOf(steps).slice(0, -1).reverse()) {
    if (name.length > 40 || /^(id|identity|document|doc|card)s?$/i.test(name)) continue;
    const words = splitWords(name);
    const kind = words.length > 4 ? null : readDocumentType(words.join(" "));
    // MRZ codes (`p`, `i`) are not section names.
    if (kind !== null && name.length > 3) return kind;
  }
  return null;
}

const isId = (concept: string) => concept.endsWith("_id") || concept === "transaction_code";
const birthParts = new Set(["birth_day", "birth_month", "birth_year"]);

/** Indexes unambiguous concepts by container, as context for ambiguous names. */
function conceptsByContainer(groups: readonly ConceptGroup[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { concept, match, container } of groups) {
    if (match.strength === "ambiguous") continue;
    found.set(container, (found.get(container) ?? new Set<string>()).add(concept));
  }
  return found;
}

/** Adds a birth date split into members: `DayOfBirth`, `MonthOfBirth`, `YearOfBirth`. */
function addBirthParts(stated: StatedValues, source: Source, groups: readonly ConceptGroup[], prefix: string): void {
  const known = stated.valuesOf("birth_date", source).filter(({ strength }) => strength !== "unread");
  const byContainer = new Map<string, { parts: DateParts; group: ConceptGroup }>();
  for (const group of groups) {
    const part = ({ birth_day: "day", birth_month: "month", birth_year: "year" } as const)[group.concept];
    const [item] = group.items;
    if (!part || !item) continue;
    const entry = byContainer.get(group.container) ?? { parts: {}, group };
    entry.parts[part] ??= item.primitive.text;
    byContainer.set(group.container, entry);
  }
  for (const { parts, group } of byContainer.values()) {
    const [item] = group.items;
    if (!item) continue;
    const path = `${prefix}${formatJsonPath(item.primitive.steps)}`;
    // Skips `yearOfBirth` beside a whole date of that year.
    if (joinDateParts(parts) === null && parts.year && known.some(({ text }) => text.includes(parts.year ?? "")))
      continue;
    const text = joinDateParts(parts) ?? parts.year ?? item.primitive.text;
    // A birthday without month and year beside it is a whole date (`birthDay`).
    const strength = group.match.strength === "named" ? "named" : "qualified";
    stated.add("birth_date", source, { text, path, strength, group: group.list, parts: null });
  }
}

/** Adds what a JSON text states. `prefix` precedes the JSONPath. Returns primitives with unexplained names. */
export function collectReading(
  stated: StatedValues,
  source: Source,
  reading: JsonReading,
  prefix = "",
): JsonPrimitive[] {
  const { groups: found, rest } = groupConcepts(reading);
  const groups = joinNumberedNames(found);
  const beside = conceptsByContainer(groups);
  const neighbours = Map.groupBy(groups, ({ container }) => container);
  for (const group of groups) {
    if (birthParts.has(group.concept)) continue;
    const meaning = resolveName(group, beside.get(group.container), neighbours.get(group.container) ?? []);
    // IDs in logs and lists identify other things.
    if (meaning !== null && meaning.strength !== "named" && isId(meaning.concept)) continue;
    if (meaning === null) {
      rest.push(...group.items.map(({ primitive }) => primitive));
      continue;
    }
    const values = readConceptGroup(meaning.concept, meaning.strength, group.items);
    if (values.length === 0) rest.push(...group.items.map(({ primitive }) => primitive));
    for (const { text, parts, first, strength, element } of values)
      stated.add(meaning.concept, source, {
        text,
        path: `${prefix}${formatJsonPath(first.steps)}`,
        strength,
        group: group.list + element,
        parts,
        ...(ofADocument.has(meaning.concept) && { section: sectionOf(first.steps) }),
      });
  }
  addBirthParts(stated, source, groups, prefix);
  return rest;
}
