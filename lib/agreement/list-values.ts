import { type Item, isPlainInner } from "./concept-items.ts";
import type { JsonPrimitive } from "./model.ts";
import { keyOf } from "./steps.ts";

/** Reads siblings of a list of texts: parts of one name, or forms of it. */
export function takeNameLists(items: readonly Item[]): { lists: Item[][]; rest: Item[] } {
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

/** Finds first primitives of list elements without a plain name: `["Anna", { "ref": "…" }]`. */
export function findLonely(items: readonly Item[]): ReadonlySet<JsonPrimitive> {
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

/** Joins fragments of at most two characters by position: text split by a program. */
export function joinCharacters(items: readonly Item[]): { text: string; first: JsonPrimitive } | null {
  const [first] = items;
  if (!first || items.length < 3) return null;
  const isFragment = ({ primitive, inner }: Item) =>
    primitive.kind !== "boolean" && [...primitive.text].length <= 2 && /^\d+$/.test(String(inner.at(-1)));
  return items.every(isFragment) && items.some(({ primitive }) => primitive.kind === "string")
    ? { text: items.map(({ primitive }) => primitive.text).join(""), first: first.primitive }
    : null;
}
