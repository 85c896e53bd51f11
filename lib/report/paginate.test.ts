import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Block, paginate } from "./paginate.ts";

const pageHeight = 100;
const block: fc.Arbitrary<Block> = fc.record({
  height: fc.integer({ min: 1, max: 60 }),
  headHeight: fc.constantFrom(0, 0, 8),
  keepsNext: fc.boolean(),
  startsPage: fc.constantFrom(false, false, false, true),
});
const blocks = fc.array(block, { maxLength: 120 });

describe("pages of a report", () => {
  it("hold every block once, in order, and never more than fits, with the heads that they repeat", () => {
    fc.assert(
      fc.property(blocks, (given) => {
        const pages = paginate(given, pageHeight);
        expect(pages.flatMap((page) => page.blocks)).toEqual(given.map((_, index) => index));
        for (const [number, page] of pages.entries()) {
          if (given.length > 0) expect(page.blocks.length).toBeGreaterThan(0);
          const [first] = page.blocks;
          const heights = page.blocks.reduce((sum, index) => sum + (given[index]?.height ?? 0), 0);
          const head = number > 0 && first !== undefined ? (given[first]?.headHeight ?? 0) : 0;
          expect(heights + head).toBeLessThanOrEqual(pageHeight);
        }
      }),
    );
  });

  it("do not end in a heading", () => {
    fc.assert(
      fc.property(blocks, (given) => {
        // A chain of headings that no page holds has to be split somewhere.
        fc.pre(given.every(({ keepsNext }, index) => !(keepsNext && given[index + 1]?.keepsNext)));
        fc.pre(given.every(({ height, headHeight }) => height + headHeight <= pageHeight / 2));
        for (const page of paginate(given, pageHeight)) {
          const last = page.blocks.at(-1);
          if (last !== undefined && last < given.length - 1) expect(given[last]?.keepsNext).toBe(false);
        }
      }),
    );
  });

  it("begin where it is wanted, unless that costs a page", () => {
    const small = { height: 30, headHeight: 0, keepsNext: false, startsPage: false };
    const wanted = { ...small, startsPage: true };
    expect(paginate([small, wanted], pageHeight)).toEqual([{ blocks: [0, 1] }]);
    const long = [small, small, wanted, small, small];
    expect(paginate(long, pageHeight).map((page) => page.blocks)).toEqual([
      [0, 1],
      [2, 3, 4],
    ]);
  });
});
