import type { PathStep } from "#lib/formats/json/path";
import { type Item, lastName } from "./concept-items.ts";
import { type DatePart, datePartOf } from "./concept-words.ts";
import type { JsonPrimitive } from "./model.ts";
import { keyOf } from "./steps.ts";

export type DateParts = Partial<Record<DatePart, string | undefined>>;

/** Joins `{ "day": 29, "month": 2, "year": 1984 }` or `[1984, 2, 29]`. Null if a part is missing. */
export function joinDateParts(parts: DateParts): string | null {
  const { day, month, year } = parts;
  if (!year || !month || !day || !/^\d{1,4}$/.test(year) || !/^\d{1,2}$/.test(day)) return null;
  if (!/^\d{1,2}$/.test(month)) return `${day} ${month} ${year}`;
  return `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Separates dates split into members from the other items. */
export function takeDates(items: readonly Item[]): {
  dates: { text: string; first: JsonPrimitive; inner: readonly PathStep[] }[];
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

/** Joins lists of three numbers, year first: `[1984, 2, 29]`. */
export function takeDateLists(items: readonly Item[]): {
  dates: { text: string; first: JsonPrimitive; inner: readonly PathStep[] }[];
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
