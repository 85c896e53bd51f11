import { formatJsonPath, type Step } from "#lib/formats/json/path";
import { type DateParts, joinDateParts } from "./composite-dates.ts";
import type { Item } from "./concept-items.ts";
import { readDocumentType } from "./document-types.ts";
import { type ConceptMatch, matchConcept } from "./match-concept.ts";
import { strengthOfLabel } from "./match-label.ts";
import { splitWords } from "./member-words.ts";
import type { JsonPrimitive, JsonReading, Source } from "./model.ts";
import { isOtherParty } from "./other-parties.ts";
import { readConceptGroup } from "./read-concept-group.ts";
import { isResultName } from "./result-names.ts";
import type { StatedValues } from "./stated-values.ts";
import { keyOf, listElementOf, namesOf } from "./steps.ts";
import { isTimeName } from "./time-values.ts";

type Group = {
  concept: string;
  match: Pick<ConceptMatch, "strength" | "hasContext">;
  name: string;
  container: string;
  list: string;
  items: Item[];
};

function anchorStep(steps: readonly Step[], anchor: number): number {
  let names = -1;
  for (const [at, step] of steps.entries()) if (typeof step === "string" && ++names === anchor) return at;
  return steps.length - 1;
}

const roleName = /^(use|role|roles|type|kind|relation|relationship|category|function|class)$/i;

/** Uses of former names (FHIR R4 NameUse). */
const formerUse = /^(old|maiden|nickname|former|previous|temp|anonymous)$/i;

/** Finds objects with the role of another party: `{ "role": "agent", "lastName": "…" }`. */
function findOtherParties(primitives: readonly JsonPrimitive[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { steps, text, kind } of primitives)
    if (kind === "string" && roleName.test(String(steps.at(-1))) && (isOtherParty(text) || formerUse.test(text)))
      found.add(keyOf(steps.slice(0, -1)));
  return found;
}

function isBelow(steps: readonly Step[], containers: ReadonlySet<string>): boolean {
  if (containers.size === 0) return false;
  for (let length = 1; length <= steps.length; length++) if (containers.has(keyOf(steps.slice(0, length)))) return true;
  return containers.has("");
}

const matches = new Map<string, ConceptMatch | null>();
const maxMatches = 50_000;

function matchOf(names: readonly string[]): ConceptMatch | null {
  const key = names.join("\u0000");
  const known = matches.get(key);
  if (known !== undefined) return known;
  const match = matchConcept(names);
  if (matches.size >= maxMatches) matches.clear();
  matches.set(key, match);
  return match;
}

/** Results and times have rows of their own. */
const isOfTheProcess = ({ steps }: JsonPrimitive) => isResultName(namesOf(steps)) || isTimeName(namesOf(steps));

/** Groups primitives by the member that names their concept; the rest have unexplained names. */
function groupByConcept(reading: JsonReading): { groups: Group[]; rest: JsonPrimitive[] } {
  const groups = new Map<string, Group>();
  const rest: JsonPrimitive[] = [];
  const others = findOtherParties(reading.primitives);
  const labelledPaths = new Map<JsonPrimitive["steps"], string>();
  for (const [number, { concept, strength, values }] of reading.labelled.entries()) {
    const [one] = values;
    if (concept === "result" || !one || isBelow(one.primitive.steps, others)) continue;
    // `{ "lastName": { "title": "Name", "value": "…" } }`: the outer name takes precedence over an ambiguous label.
    if (strength === "ambiguous" && matchOf(namesOf(one.primitive.steps))?.strength === "named") continue;
    const container = keyOf(one.primitive.steps.slice(0, one.innerFrom));
    const list = listElementOf(one.primitive.steps.slice(0, Math.max(0, one.innerFrom - 1)));
    const items = values.map(({ primitive, innerFrom }) => ({ primitive, inner: primitive.steps.slice(innerFrom) }));
    for (const { primitive } of items) labelledPaths.set(primitive.steps, concept);
    // Pairs of one list describe one person, so the list is their container.
    groups.set(`label ${number}`, {
      concept,
      match: {
        strength: strengthOfLabel(strength, namesOf(one.primitive.steps.slice(0, one.innerFrom))),
        hasContext: strength !== "ambiguous",
      },
      name: "",
      container: listOf(container),
      list,
      items,
    });
  }
  const labelled = new Set([...labelledPaths.keys(), ...reading.labelled.map(({ label }) => label)].map(keyOf));
  for (const primitive of reading.primitives) {
    const { steps, kind } = primitive;
    if (kind === "null" || isBelow(steps, others)) continue;
    if (labelled.size > 0 && labelled.has(keyOf(steps))) continue;
    const match = matchOf(namesOf(steps));
    if (match === null) {
      if (!isOfTheProcess(primitive)) rest.push(primitive);
      continue;
    }
    const at = anchorStep(steps, match.anchor);
    const key = `${match.concept} ${keyOf(steps.slice(0, at + 1))}`;
    const group = groups.get(key) ?? {
      concept: match.concept,
      match,
      name: String(steps[at]),
      container: keyOf(steps.slice(0, at)),
      list: listElementOf(steps.slice(0, at)),
      items: [],
    };
    const inner = steps.slice(at + 1);
    group.items.push({ primitive, inner: match.describedBy === null ? inner : [match.describedBy, ...inner] });
    groups.set(key, group);
  }
  return { groups: [...groups.values()], rest };
}

/** Concepts of one document; a person may have several. */
const ofADocument = new Set(["document_number", "document_issue", "document_expiry", "issuing_country"]);

/** Returns the document type of the nearest unambiguous section: `residencePermit`, never `document`. */
function sectionOf(steps: readonly Step[]): string | null {
  for (const name of namesOf(steps).slice(0, -1).reverse()) {
    if (name.length > 40 || /^(id|identity|document|doc|card)s?$/i.test(name)) continue;
    const words = splitWords(name);
    const kind = words.length > 4 ? null : readDocumentType(words.join(" "));
    // MRZ codes (`p`, `i`) are not section names.
    if (kind !== null && name.length > 3) return kind;
  }
  return null;
}

/** Returns the list that contains a pair: `.fields[3]` → `.fields`. */
const listOf = (container: string) => container.replace(/\[\d+\][^[\]]*$/, "");

const isId = (concept: string) => concept.endsWith("_id") || concept === "transaction_code";
const birthParts = new Set(["birth_day", "birth_month", "birth_year"]);
const identity = new Set(["family_name", "given_name", "birth_date", "document_number"]);

/** Indexes unambiguous concepts by container, as context for ambiguous names. */
function conceptsByContainer(groups: readonly Group[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { concept, match, container } of groups) {
    if (match.strength === "ambiguous") continue;
    found.set(container, (found.get(container) ?? new Set<string>()).add(concept));
  }
  return found;
}

/** Joins `given_name_1` and `given_name_2` into one group in numeric order. */
function joinNumbered(groups: readonly Group[]): Group[] {
  const numbered = new Map<string, Group[]>();
  for (const group of groups) {
    const [, base, number] = /^(.*?)[ _-]?(\d)$/.exec(group.name) ?? [];
    const isName = group.concept === "given_name" || group.concept === "family_name";
    if (!isName || number === undefined || group.items.length !== 1 || group.items[0]?.inner.length !== 0) continue;
    const key = `${group.container}|${base}`;
    numbered.set(key, [...(numbered.get(key) ?? []), group]);
  }
  const joined = new Map<Group, Group | null>();
  for (const own of numbered.values()) {
    const filled = own
      .filter(({ items }) => items[0]?.primitive.text.trim() !== "")
      .sort((left, right) => left.name.localeCompare(right.name, "en"));
    const [first] = filled;
    if (!first || filled.length < 2) continue;
    for (const group of own) joined.set(group, null);
    const items = filled.flatMap((group, at) => group.items.map((item) => ({ ...item, inner: [at] })));
    joined.set(first, { ...first, items });
  }
  return groups.flatMap((group) => (joined.has(group) ? (joined.get(group) ?? []) : group));
}

const contains = (text: string, part: string) =>
  text.toLowerCase().normalize("NFD").includes(part.toLowerCase().normalize("NFD"));

/** Resolves a name by its siblings: German and French `name` or `nom` beside a given name is the family name. */
function settle(
  group: Group,
  beside: ReadonlySet<string> | undefined,
  neighbours: readonly Group[],
): { concept: string; strength: ConceptMatch["strength"] } | null {
  const { concept, match, name } = group;
  const isNear = [...(beside ?? [])].some((one) => identity.has(one));
  if (match.strength !== "ambiguous") return { concept, strength: match.strength };
  const plain = splitWords(name).join("");
  const familyName = neighbours.find((one) => one.concept === "family_name" && one !== group)?.items[0]?.primitive.text;
  const text = group.items[0]?.primitive.text ?? "";
  // Names that need context: a certificate's common name may be an authority's, `names` a list of fields.
  if (/^(cn|commonname|nm)$/.test(plain) && !isNear && !/^nm$/.test(plain)) return null;
  if (/^(given|names)$/.test(plain))
    return familyName !== undefined ? { concept: "given_name", strength: "named" } : null;
  if (plain === "ln") return isNear ? { concept, strength: "ambiguous" } : null;
  if (plain === "fn" && familyName !== undefined && !contains(text, familyName))
    return { concept: "given_name", strength: "ambiguous" };
  // A case number is not a person's name.
  if (concept === "full_name" && /\d/.test(text)) return null;
  if (/^(name|nom|naam)$/.test(plain)) {
    if (beside?.has("given_name") && !beside.has("family_name")) return { concept: "family_name", strength: "named" };
    // Beside a surname that it does not contain, `name` is the given name.
    if (plain === "name" && familyName && !beside?.has("given_name") && !contains(text, familyName))
      return { concept: "given_name", strength: "ambiguous" };
    return match.hasContext || isNear ? { concept: "full_name", strength: "ambiguous" } : null;
  }
  if (/^nome$/.test(plain))
    return beside?.has("family_name")
      ? { concept: "given_name", strength: "named" }
      : match.hasContext
        ? { concept: "full_name", strength: "ambiguous" }
        : null;
  return match.hasContext || isNear ? { concept, strength: "ambiguous" } : null;
}

/** Adds a birth date split into members: `DayOfBirth`, `MonthOfBirth`, `YearOfBirth`. */
function addBirthParts(stated: StatedValues, source: Source, groups: readonly Group[], prefix: string): void {
  const known = stated.valuesOf("birth_date", source).filter(({ strength }) => strength !== "unread");
  const byContainer = new Map<string, { parts: DateParts; group: Group }>();
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
  const { groups: found, rest } = groupByConcept(reading);
  const groups = joinNumbered(found);
  const beside = conceptsByContainer(groups);
  const neighbours = Map.groupBy(groups, ({ container }) => container);
  for (const group of groups) {
    if (birthParts.has(group.concept)) continue;
    const meaning = settle(group, beside.get(group.container), neighbours.get(group.container) ?? []);
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
