/** A seeded source of choices: the same seed gives the same choices in the same order. */
export type Random = {
  /** An integer from 0 to `limit` - 1. */
  below: (limit: number) => number;
  pick: <Item>(list: readonly Item[]) => Item;
  /** True once in `times`. */
  oneIn: (times: number) => boolean;
};

/** Mulberry32: 32 bits of state, good enough to choose test inputs. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  const pick = <Item>(list: readonly Item[]): Item => {
    const item = list[below(list.length)];
    if (item === undefined) throw new RangeError("A choice needs at least one item.");
    return item;
  };
  return { below, pick, oneIn: (times) => below(times) === 0 };
}

/** The list in another order (Fisher and Yates). */
export function shuffle<Item>(list: readonly Item[], random: Random): Item[] {
  const rest = [...list];
  const shuffled: Item[] = [];
  while (rest.length > 0) shuffled.push(...rest.splice(random.below(rest.length), 1));
  return shuffled;
}
