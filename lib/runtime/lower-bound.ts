/** Binary search. @returns the first index in `[from, to)` for which `isBefore` is false, or `to`; true ones precede it */
export function lowerBound(from: number, to: number, isBefore: (index: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same in growing steps, for results that are usually near `from`. `isBefore` is true for `from` and is not called with it. */
export function lowerBoundNear(from: number, to: number, isBefore: (index: number) => boolean): number {
  let low = from;
  let step = 1;
  while (low + step < to && isBefore(low + step)) {
    low += step;
    step *= 2;
  }
  const high = Math.min(low + step, to);
  return low + 1 < high ? lowerBound(low + 1, high, isBefore) : high;
}
