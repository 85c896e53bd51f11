import { describe, expect, it } from "vitest";
import { GrowingTree, type Tile } from "./growing-tree.ts";
import { hashLeaf, rootOf } from "./merkle-tree.ts";

const leaves = Array.from({ length: 256 * 256 + 700 }, (_, index) => hashLeaf(String(index)));

describe("a growing tree", () => {
  const tree = GrowingTree.from();
  const tiles = leaves.flatMap((leaf) => tree.push(leaf));
  const of = (level: number) => tiles.filter((tile) => tile.level === level);

  it("fills each tile once, with its hashes and its root", () => {
    expect(of(0).map(({ number }) => number)).toEqual(Array.from({ length: 258 }, (_, number) => number));
    for (const { number, hashes, root } of of(0).slice(250)) {
      const own = leaves.slice(number * 256, number * 256 + 256);
      expect(Buffer.concat(hashes).equals(Buffer.concat(own))).toBe(true);
      expect(root.equals(rootOf(own))).toBe(true);
    }
    const [upper, ...rest] = of(1);
    expect(rest).toEqual([]);
    expect(upper).toMatchObject({ number: 0 });
    expect(
      Buffer.concat(upper?.hashes ?? []).equals(
        Buffer.concat(
          of(0)
            .slice(0, 256)
            .map(({ root }) => root),
        ),
      ),
    ).toBe(true);
    expect(upper?.root.equals(rootOf(leaves.slice(0, 65_536)))).toBe(true);
  });

  it("goes on from its open tiles as if it had never stopped", () => {
    const stopped = GrowingTree.from();
    for (const leaf of leaves.slice(0, 65_536 + 600)) stopped.push(leaf);
    const roots = of(0).map(({ root }) => root);
    const resumed = GrowingTree.from([
      leaves.slice(65_536 + 512, 65_536 + 600),
      roots.slice(256, 258),
      of(1).map(({ root }) => root),
    ]);
    expect(resumed.size).toBe(stopped.size);
    const rest = leaves.slice(65_536 + 600);
    const names = (filled: Tile[]) =>
      filled.map(({ level, number, root }) => `${level} ${number} ${root.toString("hex")}`);
    expect(names(rest.flatMap((leaf) => resumed.push(leaf)))).toEqual(
      names(rest.flatMap((leaf) => stopped.push(leaf))),
    );
    expect(resumed.root().equals(tree.root())).toBe(true);
  });

  it("takes whole tiles of others, which it does not report again", () => {
    const other = GrowingTree.from();
    const taken = of(0)
      .slice(0, 256)
      .flatMap(({ root }) => other.push(root, 1));
    expect(taken.map(({ level, number }) => [level, number])).toEqual([[1, 0]]);
    for (const leaf of leaves.slice(65_536)) other.push(leaf);
    expect(other.root().equals(tree.root())).toBe(true);
  });

  it("is not changed through its copy", () => {
    const copy = tree.clone();
    copy.push(hashLeaf("one more"));
    expect(tree.size).toBe(leaves.length);
    expect(copy.root().equals(tree.root())).toBe(false);
  });
});
