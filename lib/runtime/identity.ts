const numbers = new WeakMap<object, number>();
let last = 0;

/** A number of its own for each object, for keys of caches; null stays null. */
export function identityOf(object: object | null | undefined): number | null {
  if (!object) return null;
  const known = numbers.get(object);
  if (known !== undefined) return known;
  last += 1;
  numbers.set(object, last);
  return last;
}
