import type { PathStep } from "#lib/formats/json/path";
import type { Item } from "./concept-items.ts";
import { type ConceptMatch, matchConcept } from "./match-concept.ts";
import { strengthOfLabel } from "./match-label.ts";
import type { JsonPrimitive, JsonReading } from "./model.ts";
import { isOtherParty } from "./other-parties.ts";
import { isResultName } from "./result-names.ts";
import { keyOf, listElementOf, memberNamesOf, stepsUpTo } from "./steps.ts";
import { isTimeName } from "./time-values.ts";

/** Primitives below one member that names a concept. `list` is the innermost list element. */
export type ConceptGroup = {
  concept: string;
  match: Pick<ConceptMatch, "strength" | "hasContext">;
  name: string;
  container: string;
  list: string;
  items: Item[];
};

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

function isBelow(steps: readonly PathStep[], containers: ReadonlySet<string>): boolean {
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
const isOfTheProcess = ({ steps }: JsonPrimitive) =>
  isResultName(memberNamesOf(steps)) || isTimeName(memberNamesOf(steps));

/** Returns the list that contains a pair: `.fields[3]` → `.fields`. */
const listOf = (container: string) => container.replace(/\[\d+\][^[\]]*$/, "");

/** Groups primitives by the member that names their concept; the rest have unexplained names. */
export function groupConcepts(reading: JsonReading): { groups: ConceptGroup[]; rest: JsonPrimitive[] } {
  const groups = new Map<string, ConceptGroup>();
  const rest: JsonPrimitive[] = [];
  const others = findOtherParties(reading.primitives);
  const labelledPaths = new Map<JsonPrimitive["steps"], string>();
  for (const [number, { concept, strength, values }] of reading.labelled.entries()) {
    const [one] = values;
    if (concept === "result" || !one || isBelow(one.primitive.steps, others)) continue;
    // `{ "lastName": { "title": "Name", "value": "…" } }`: the outer name takes precedence over an ambiguous label.
    if (strength === "ambiguous" && matchOf(memberNamesOf(one.primitive.steps))?.strength === "named") continue;
    const container = keyOf(one.primitive.steps.slice(0, one.innerFrom));
    const list = listElementOf(one.primitive.steps.slice(0, Math.max(0, one.innerFrom - 1)));
    const items = values.map(({ primitive, innerFrom }) => ({ primitive, inner: primitive.steps.slice(innerFrom) }));
    for (const { primitive } of items) labelledPaths.set(primitive.steps, concept);
    // Pairs of one list describe one person, so the list is their container.
    groups.set(`label ${number}`, {
      concept,
      match: {
        strength: strengthOfLabel(strength, memberNamesOf(one.primitive.steps.slice(0, one.innerFrom))),
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
    const match = matchOf(memberNamesOf(steps));
    if (match === null) {
      if (!isOfTheProcess(primitive)) rest.push(primitive);
      continue;
    }
    const own = stepsUpTo(steps, match.anchor);
    const above = own.slice(0, -1);
    const key = `${match.concept} ${keyOf(own)}`;
    const group = groups.get(key) ?? {
      concept: match.concept,
      match,
      name: String(own.at(-1)),
      container: keyOf(above),
      list: listElementOf(above),
      items: [],
    };
    const inner = steps.slice(own.length);
    group.items.push({ primitive, inner: match.describedBy === null ? inner : [match.describedBy, ...inner] });
    groups.set(key, group);
  }
  return { groups: [...groups.values()], rest };
}
