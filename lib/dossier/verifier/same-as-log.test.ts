import fc from "fast-check";
import { expect, it } from "vitest";
import { formatLeaf as formatOnServer } from "#lib/transparency-log/leaf";
import { hashNode, hashLeaf as hashOnServer, rootOf } from "#lib/transparency-log/merkle-tree";
import { readInclusionProof } from "#lib/transparency-log/tree-proofs";
import { parseVerifierKey } from "#lib/transparency-log/verifier-key";
import { formatLeaf, parseLeaf } from "./entry.ts";
import { parseLogKey } from "./log-key.ts";
import { createSha256 } from "./sha256.ts";
import { hashLeaf, rootOfProof } from "./tree-proof.ts";

/** The verifier has its own code for the log, so that it needs nothing of the server; both must agree on every byte. */

it("inclusion proofs of the log lead to its root, for every leaf of small trees", async () => {
  const sha256 = await createSha256();
  for (let size = 1; size <= 20; size += 1) {
    const hashes = Array.from({ length: size }, (_, index) => hashOnServer(`leaf ${index}`));
    const read = async (height: number, first: number): Promise<Buffer> =>
      height === 0
        ? (hashes[first] as Buffer)
        : hashNode(await read(height - 1, first), await read(height - 1, first + 2 ** (height - 1)));
    for (let index = 0; index < size; index += 1) {
      const path = (await readInclusionProof(read, index, size)).map((hash) => new Uint8Array(hash));
      const leaf = hashLeaf(sha256, new TextEncoder().encode(`leaf ${index}`));
      expect(rootOfProof(sha256, leaf, { index, size, path })).toEqual(new Uint8Array(rootOf(hashes)));
      expect(rootOfProof(sha256, leaf, { index: index + 1, size, path })).not.toEqual(new Uint8Array(rootOf(hashes)));
    }
  }
});

it("leaves have the bytes that the log writes", () => {
  fc.assert(
    fc.property(
      fc.nat(2 ** 40),
      fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true }),
      (index, at) => {
        const leaf = { index, event: "dossier", commitment: "ab".repeat(32) };
        const own = formatLeaf({ ...leaf, at: at.toISOString() });
        expect(own).toBe(formatOnServer({ ...leaf, at: at.getTime() }));
        expect(parseLeaf(own)).toEqual({ ...leaf, at: at.toISOString() });
        expect(parseLeaf(` ${own}`)).toBeNull();
      },
    ),
  );
});

it("reads the verifier key of the specification, and no key with another ID", async () => {
  const text = "desk.example.com/log/5f0c2a9e+16973b7f+Abzn9x7IFXo14nOicNpnm1ZGk6K7FY6Mu8//gXly3XO4";
  const sha256 = await createSha256();
  expect(parseLogKey(text, sha256)?.publicKey).toEqual(new Uint8Array(parseVerifierKey(text).publicKey));
  expect(parseLogKey(text.replace("16973b7f", "16973b7e"), sha256)).toBeNull();
});
