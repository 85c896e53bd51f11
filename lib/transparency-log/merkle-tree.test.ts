import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashNodeInBrowser, isConsistent } from "./check-consistency.ts";
import { emptyRoot, Frontier, hashLeaf, hashNode, rootOf, type Subtree } from "./merkle-tree.ts";
import { readConsistencyProof, readInclusionProof, rootOfInclusion } from "./tree-proofs.ts";

/** The definition of RFC 6962 section 2.1, as written there. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leaves[0] as Buffer;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return hashNode(definedRoot(leaves.slice(0, split)), definedRoot(leaves.slice(split)));
}

const leavesOf = (size: number) => Array.from({ length: size }, (_, index) => hashLeaf(`leaf ${index}`));
const readFrom = (leaves: readonly Buffer[]) => async (height: number, first: number) =>
  definedRoot(leaves.slice(first, first + 2 ** height));

describe("the tree", () => {
  it("has the roots of the test vectors of Certificate Transparency", () => {
    const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const roots = [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    const leaves = inputs.map((input) => hashLeaf(Buffer.from(input, "hex")));
    expect(roots.map((_, at) => rootOf(leaves.slice(0, at + 1)).toString("hex"))).toEqual(roots);
    expect(emptyRoot.toString("hex")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  it("has the defined root at every size, also after subtrees instead of leaves", () => {
    const leaves = leavesOf(300);
    const frontier = new Frontier();
    for (let size = 0; size <= leaves.length; size += 1) {
      expect(frontier.root().equals(definedRoot(leaves.slice(0, size)))).toBe(true);
      const next = leaves[size];
      if (next) frontier.push(next);
    }
    const faster = new Frontier();
    faster.push(definedRoot(leaves.slice(0, 256)), 8);
    for (const leaf of leaves.slice(256)) faster.push(leaf);
    expect(faster.root().equals(frontier.root())).toBe(true);
    expect(() => faster.push(leaves[0] as Buffer, 8)).toThrow(RangeError);
  });

  it("reports each complete subtree once", () => {
    const leaves = leavesOf(64);
    const complete: Subtree[] = [];
    const frontier = new Frontier();
    for (const leaf of leaves) frontier.push(leaf, 0, (subtree) => complete.push(subtree));
    const fours = complete.filter(({ height }) => height === 2).map(({ hash }) => hash.toString("hex"));
    const expected = Array.from({ length: 16 }, (_, at) => definedRoot(leaves.slice(at * 4, at * 4 + 4)));
    expect(fours).toEqual(expected.map((hash) => hash.toString("hex")));
  });
});

describe("an inclusion proof", () => {
  it("leads to the root for every leaf of every size, and to no other root", async () => {
    for (let size = 1; size <= 40; size += 1) {
      const leaves = leavesOf(size);
      const root = definedRoot(leaves);
      for (const [index, leaf] of leaves.entries()) {
        const path = await readInclusionProof(readFrom(leaves), index, size);
        expect(rootOfInclusion(leaf, index, size, path)?.equals(root)).toBe(true);
        const wrong = [
          rootOfInclusion(hashLeaf("other"), index, size, path),
          rootOfInclusion(leaf, index ^ 1, size, path),
          rootOfInclusion(leaf, index, size, [...path, leaf]),
          rootOfInclusion(leaf, index, size, path.slice(1)),
          ...path.map((_, at) => rootOfInclusion(leaf, index, size, path.with(at, hashLeaf("other")))),
        ];
        for (const [at, other] of wrong.entries()) {
          const isSame = at === 3 && path.length === 0;
          expect(isSame || other === null || !other.equals(root), `size ${size}, index ${index}, form ${at}`).toBe(
            true,
          );
        }
      }
    }
  });

  it("is refused outside the tree", async () => {
    const leaves = leavesOf(3);
    for (const index of [-1, 3, 1.5, Number.NaN]) {
      await expect(readInclusionProof(readFrom(leaves), index, 3)).rejects.toThrow(RangeError);
      expect(rootOfInclusion(leaves[0] as Buffer, index, 3, [])).toBeNull();
    }
  });
});

describe("a consistency proof", () => {
  it("holds between all sizes, and fails for any other root or hash", async () => {
    const leaves = leavesOf(24);
    for (let size = 1; size <= leaves.length; size += 1)
      for (let old = 1; old <= size; old += 1) {
        const proof = await readConsistencyProof(readFrom(leaves.slice(0, size)), old, size);
        const from = { size: old, root: definedRoot(leaves.slice(0, old)) };
        const to = { size, root: definedRoot(leaves.slice(0, size)) };
        expect(await isConsistent(from, to, proof, hashNode), `${old} to ${size}`).toBe(true);
        expect(await isConsistent({ ...from, root: hashLeaf("other") }, to, proof, hashNode)).toBe(false);
        expect(await isConsistent(from, { ...to, root: hashLeaf("other") }, proof, hashNode)).toBe(false);
        expect(await isConsistent(from, to, [...proof, to.root], hashNode)).toBe(false);
        for (const at of proof.keys())
          expect(await isConsistent(from, to, proof.with(at, hashLeaf("x")), hashNode)).toBe(false);
      }
  });

  it("never holds between histories that differ before the old size", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 60 }), fc.nat(), fc.nat(), async (size, a, b) => {
        const old = 1 + (a % size);
        const changed = b % old;
        const leaves = leavesOf(size);
        const other = leaves.with(changed, hashLeaf("other"));
        const proof = await readConsistencyProof(readFrom(other), old, size);
        const from = { size: old, root: definedRoot(leaves.slice(0, old)) };
        return !(await isConsistent(from, { size, root: definedRoot(other) }, proof, hashNodeInBrowser));
      }),
      { numRuns: 200 },
    );
  });
});
