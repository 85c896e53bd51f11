import type { ConceptGroup } from "./group-concepts.ts";

/** Joins `given_name_1` and `given_name_2` into one group in numeric order. */
export function joinNumberedNames(groups: readonly ConceptGroup[]): ConceptGroup[] {
  const numbered = new Map<string, ConceptGroup[]>();
  for (const group of groups) {
    const [, base, number] = /^(.*?)[ _-]?(\d)$/.exec(group.name) ?? [];
    const isName = group.concept === "given_name" || group.concept === "family_name";
    if (!isName || number === undefined || group.items.length !== 1 || group.items[0]?.inner.length !== 0) continue;
    const key = `${group.container}|${base}`;
    numbered.set(key, [...(numbered.get(key) ?? []), group]);
  }
  const joined = new Map<ConceptGroup, ConceptGroup | null>();
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
