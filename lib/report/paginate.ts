/** A part of a report that does not split; heights in one unit. */
export type Block = {
  height: number;
  /** Height of the table head that is repeated if this block begins a page; 0 for none. */
  headHeight: number;
  /** Stands on the page of the next block: a heading, or the head of a table. */
  keepsNext: boolean;
  startsPage: boolean;
};

/** One page: numbers of its blocks. */
export type PaperPage = { blocks: readonly number[] };

/** Blocks that stay together: headings with what follows them. */
function* listUnits(blocks: readonly Block[]): Generator<number[]> {
  let unit: number[] = [];
  for (const [index, { keepsNext }] of blocks.entries()) {
    unit.push(index);
    if (keepsNext && index < blocks.length - 1) continue;
    yield unit;
    unit = [];
  }
}

function fill(blocks: readonly Block[], pageHeight: number, keepsStarts: boolean): PaperPage[] {
  const pages: number[][] = [[]];
  let left = pageHeight;
  const heightOf = (unit: readonly number[], isFirst: boolean) => {
    const sum = unit.reduce((height, index) => height + (blocks[index]?.height ?? 0), 0);
    return isFirst ? sum + (blocks[unit[0] ?? 0]?.headHeight ?? 0) : sum;
  };
  const turn = () => {
    pages.push([]);
    left = pageHeight;
  };
  const place = (unit: readonly number[]) => {
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && heightOf(unit, false) > left) {
      turn();
      place(unit);
      return;
    }
    left -= heightOf(unit, page.length === 0);
    page.push(...unit);
  };
  for (const unit of listUnits(blocks)) {
    const isWanted = keepsStarts && blocks[unit[0] ?? 0]?.startsPage === true;
    if (isWanted && (pages.at(-1)?.length ?? 0) > 0) turn();
    // A unit that no page holds is placed block by block.
    if (heightOf(unit, true) > pageHeight) for (const index of unit) place([index]);
    else place(unit);
  }
  return pages.map((page) => ({ blocks: page }));
}

/** Distributes blocks over pages in their order. A wanted start of a page is kept only if the report gets no longer. */
export function paginate(blocks: readonly Block[], pageHeight: number): PaperPage[] {
  const dense = fill(blocks, pageHeight, false);
  const wanted = fill(blocks, pageHeight, true);
  return wanted.length > dense.length ? dense : wanted;
}
