import { describe, expect, it } from "vitest";
import { parseCheckpointNote, signCheckpoint } from "./checkpoint-note.ts";
import { KeyChain } from "./judge-signatures.ts";
import { deriveAuditKey, type SigningKey, signingKeyOf } from "./log-keys.ts";

const origin = "desk.test/log/00000001";
const keyOf = (name: string) => signingKeyOf(deriveAuditKey(`${name}-secret-of-this-test-0123456789-abcdef`), origin);
const [one, two, three, foreign, other] = ["one", "two", "three", "foreign", "other"].map(keyOf) as [
  SigningKey,
  SigningKey,
  SigningKey,
  SigningKey,
  SigningKey,
];
const rotation = (index: number, from: SigningKey, to: SigningKey) => ({
  index,
  from: from.verifierKey.text,
  to: to.verifierKey.text,
});

/** Judges a checkpoint of `size` entries whose commit began at `before`. */
function judge(chain: KeyChain, [before, size]: [number, number], ...signers: SigningKey[]) {
  const note = parseCheckpointNote(signCheckpoint({ origin, size, root: Buffer.alloc(32) }, signers));
  if (note === null) throw new Error("not a note");
  return chain.judge(note, before)?.reason ?? null;
}

describe("the keys of a log with two rotations", () => {
  const trusted = [three.verifierKey];
  const chain = new KeyChain(trusted, [rotation(10, one, two), rotation(20, two, three)]);

  it.each([
    [[0, 10], [one], null],
    [[10, 12], [one, two], null],
    [[12, 20], [two], null],
    [[20, 21], [two, three], null],
    [[21, 30], [three], null],
    [[21, 30], [foreign, three], null],
    [[10, 12], [two], "key_changed_without_rotation"],
    [[20, 21], [three], "key_changed_without_rotation"],
    [[20, 21], [one, three], "key_changed_without_rotation"],
    [[21, 30], [two], "key_retired"],
    [[21, 30], [one], "key_retired"],
    [[12, 20], [one], "key_retired"],
    [[21, 30], [foreign], "key_unknown"],
  ] as const)("%j signed by %# says so", (range, signers, reason) => {
    expect(judge(chain, [...range] as [number, number], ...signers)).toBe(reason);
    expect(chain.break).toBeNull();
  });

  it("do not lead to a key that names another former key than the one in force", () => {
    const forged = new KeyChain(trusted, [rotation(10, one, two), rotation(20, other, foreign)]);
    expect(judge(forged, [20, 21], other, foreign)).toBe("key_changed_without_rotation");
    expect(forged.break).toMatchObject({ sequence: 21, reason: "key_changed_without_rotation" });
    expect(judge(forged, [20, 21], two, foreign)).toBeNull();
  });

  it("need every signature of a commit with several rotations", () => {
    const forged = new KeyChain(trusted, [
      rotation(10, one, two),
      rotation(20, two, other),
      rotation(21, other, foreign),
    ]);
    expect(judge(forged, [20, 22], other, foreign)).toBe("key_changed_without_rotation");
    expect(judge(forged, [20, 22], two, other, foreign)).toBeNull();
  });
});
