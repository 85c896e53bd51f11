import { useEffect } from "react";
import { seenSize } from "#lib/formats/picture/upright";
import { useLoaded } from "#lib/runtime/use-loaded";
import type { CompareCase, CompareItem } from "./compare-item.tsx";
import type { Compare, SideIndex } from "./use-compare.ts";

type Chosen = { of: CompareCase; item: CompareItem | null };

/** A side's choice is a picture, or a case: then its preferred picture, once its pictures are here. */
function findChosen(cases: readonly CompareCase[], id: string): Chosen | null {
  for (const of of cases) {
    const ready = of.pictures.phase === "ready" ? of.pictures : null;
    if (of.id === id) return { of, item: ready?.preferred ?? null };
    const item = ready?.items.find((one) => one.id === id);
    if (item) return { of, item };
  }
  return null;
}

/** The chosen picture of one side, its case and its bytes; null if the choice does not exist. */
function useSide(cases: readonly CompareCase[], compare: Compare, index: SideIndex) {
  const chosen = findChosen(cases, compare.sides[index].id);
  const item = chosen?.item ?? null;
  const state = useLoaded(item?.load ?? null);
  const picture = state.phase === "ready" ? state.value : null;
  const { measure } = compare;
  // An effect, because the size of a picture is known once a decoder has read it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured once for each picture
  useEffect(() => {
    if (picture) measure(index, { picture: seenSize(picture) });
  }, [picture, index]);
  if (chosen === null) return null;
  const shown = item && { item, picture, loaded: { state, alt: `${item.role}: ${item.path}`, type: item.type } };
  return { of: chosen.of, shown };
}

export function useSides(cases: readonly CompareCase[], compare: Compare) {
  const [one, two] = [useSide(cases, compare, 0), useSide(cases, compare, 1)];
  return one === null || two === null ? null : ([one, two] as const);
}

export type Sides = NonNullable<ReturnType<typeof useSides>>;
export type Shown = NonNullable<Sides[SideIndex]["shown"]>;

/** Both pictures, or null while one of them is not here. */
export function bothShown([{ shown: one }, { shown: two }]: Sides): readonly [Shown, Shown] | null {
  return one === null || two === null ? null : [one, two];
}
