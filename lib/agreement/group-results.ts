import type { PathStep } from "#lib/formats/json/path";
import { dataTypes } from "./concept-items.ts";
import type { JsonPrimitive } from "./model.ts";
import { type ResultName, readResultName } from "./result-names.ts";
import { keyOf, memberNamesOf, stepsUpTo } from "./steps.ts";

/** Primitives of one result. */
export type ResultGroup = {
  found: ResultName;
  steps: readonly PathStep[];
  items: { primitive: JsonPrimitive; inner: readonly PathStep[] }[];
};

/** Finds lists with several elements; a record in a list of one counts as the record. */
function findManyElements(primitives: readonly JsonPrimitive[]): (list: readonly PathStep[]) => boolean {
  let many: Set<string> | null = null;
  // Defers the work, because most results are not in a list.
  const findMany = () => {
    const found = new Set<string>();
    for (const { steps } of primitives)
      for (const [at, step] of steps.entries()) if (step === 1) found.add(keyOf(steps.slice(0, at)));
    return found;
  };
  return (list) => {
    many ??= findMany();
    return many.has(keyOf(list));
  };
}

/** Groups primitives by the member that names a result. */
export function groupResults(primitives: readonly JsonPrimitive[]): ResultGroup[] {
  const groups = new Map<string, ResultGroup>();
  const isMany = findManyElements(primitives);
  for (const primitive of primitives) {
    const { steps, kind, text } = primitive;
    if (kind === "null" || (dataTypes.test(text) && /type$/i.test(String(steps.at(-1))))) continue;
    const names = memberNamesOf(steps);
    const found = readResultName(names, false);
    if (found === null) continue;
    const own = stepsUpTo(steps, found.anchor);
    const isListed = own.some((step, at) => typeof step === "number" && isMany(own.slice(0, at)));
    const key = keyOf(own);
    const group = groups.get(key) ?? { found: isListed ? { ...found, scope: "check" } : found, steps: own, items: [] };
    group.items.push({ primitive, inner: steps.slice(own.length) });
    groups.set(key, group);
  }
  return [...groups.values()];
}
