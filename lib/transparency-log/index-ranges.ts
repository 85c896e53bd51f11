/** Ranges of indexes such as `0-511,514,600-610`: ascending, without overlaps, both ends included. */
export type IndexRange = { first: number; last: number };

/** Longest text of one entry's detail. */
export const maxRangesLength = 1_000;

export function formatRange({ first, last }: IndexRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** @throws TypeError unless the text is in the form above */
export function parseRanges(text: string): IndexRange[] {
  const ranges = text.split(",").map((part) => {
    const match = part.match(/^(0|[1-9][0-9]*)(?:-([1-9][0-9]*))?$/);
    const first = Number(match?.[1]);
    const range = { first, last: match?.[2] === undefined ? first : Number(match[2]) };
    if (!match || !Number.isSafeInteger(range.last) || (match[2] !== undefined && range.last <= first))
      throw new TypeError(`"${part}" is not a range of indexes. Example: 0-511,514,600-610`);
    return range;
  });
  for (const [at, range] of ranges.entries())
    if (at > 0 && range.first <= (ranges[at - 1]?.last ?? 0))
      throw new TypeError(`"${formatRange(range)}" must come after the range before it. Example: 0-511,514,600-610`);
  return ranges;
}

/** @param indexes ascending, without repetitions */
export function rangesOf(indexes: Iterable<number>): IndexRange[] {
  const ranges: IndexRange[] = [];
  for (const index of indexes) {
    const last = ranges.at(-1);
    if (last && last.last + 1 === index) last.last = index;
    else ranges.push({ first: index, last: index });
  }
  return ranges;
}

/** Formats ranges as one or more texts of at most 1,000 characters, one for each entry of the log. */
export function formatRanges(ranges: readonly IndexRange[]): string[] {
  const texts: string[] = [];
  for (const range of ranges) {
    const text = formatRange(range);
    const last = texts.at(-1);
    if (last === undefined || last.length + 1 + text.length > maxRangesLength) texts.push(text);
    else texts[texts.length - 1] = `${last},${text}`;
  }
  return texts;
}

/** Looks indexes up in ranges of several entries, which may overlap. */
export class IndexSet {
  readonly #ranges: IndexRange[] = [];

  constructor(ranges: Iterable<IndexRange> = []) {
    for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
      const last = this.#ranges.at(-1);
      if (last && range.first <= last.last + 1) last.last = Math.max(last.last, range.last);
      else this.#ranges.push({ ...range });
    }
  }

  has(index: number): boolean {
    let [low, high] = [0, this.#ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle]?.last ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return (this.#ranges[low]?.first ?? Number.POSITIVE_INFINITY) <= index;
  }
}
