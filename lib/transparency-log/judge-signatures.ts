import type { CheckpointNote } from "./checkpoint-note.ts";
import type { IntegrityFailure, IntegrityFailureReason } from "./log-fault.ts";
import { isSignedBy } from "./signed-note.ts";
import type { Rotation } from "./structural-entries.ts";
import { parseVerifierKey, type VerifierKey } from "./verifier-key.ts";

/** Signatures that a checkpoint needs: all of `signers`; `retired` must not sign alone. */
type Expected = { signers: VerifierKey[]; retired: VerifierKey[] };

const parseOrNull = (text: string): VerifierKey | null => {
  try {
    return parseVerifierKey(text);
  } catch {
    return null;
  }
};

/**
 * The keys of a log in their order. A verifier trusts one or more of them; a rotation, signed by both keys, leads from one to the
 * next.
 */
export class KeyChain {
  readonly #rotations: { index: number; from: VerifierKey; to: VerifierKey }[] = [];
  readonly #trusted: readonly VerifierKey[];

  /** @param trusted keys of AUDIT_KEY, or the key that a third party was given; the newest first */
  constructor(trusted: readonly VerifierKey[], rotations: readonly Rotation[]) {
    this.#trusted = trusted;
    for (const { index, from, to } of rotations) {
      const [fromKey, toKey] = [parseOrNull(from), parseOrNull(to)];
      if (fromKey && toKey) this.#rotations.push({ index, from: fromKey, to: toKey });
    }
  }

  /** The first rotation that does not begin with the key to which those before it lead. */
  get break(): IntegrityFailure | null {
    const broken = this.#rotations.find(({ from }, at) => at > 0 && this.#rotations[at - 1]?.to.text !== from.text);
    if (broken === undefined) return null;
    const detail = `The rotation at entry ${broken.index + 1} replaces the key ${broken.from.id}, which was not in force.`;
    return { sequence: broken.index + 1, reason: "key_changed_without_rotation", detail };
  }

  /** True if the log's keys include a trusted one, so that its rotations lead to the others. */
  get isTrusted(): boolean {
    const own = this.#rotations.flatMap(({ from, to }) => [from.text, to.text]);
    return own.length === 0 || this.#trusted.some(({ text }) => own.includes(text));
  }

  /** @param before size of the checkpoint before, so that the commit's entries are `before` to `size − 1` */
  #expect(before: number, size: number): Expected {
    const first = this.#rotations[0]?.from;
    if (first === undefined) return { signers: [], retired: [] };
    const past = this.#rotations.filter(({ index }) => index < size);
    // The key in force is what the rotations before lead to, whatever an entry names as the former key.
    const keys = [first, ...past.map(({ to }) => to)];
    const begun = past.filter(({ index }) => index >= before).length;
    return { signers: keys.slice(-1 - begun), retired: keys.slice(0, -1) };
  }

  /**
   * Judges the signatures of a checkpoint.
   * @param before size of the checkpoint before it, or null for a checkpoint from outside, whose commit is unknown
   */
  judge(checkpoint: CheckpointNote, before: number | null): IntegrityFailure | null {
    const { note, size } = checkpoint;
    const fail = (reason: IntegrityFailureReason, detail: string): IntegrityFailure => ({
      sequence: Math.max(1, size),
      reason,
      detail: `The checkpoint of ${size} entries ${detail}.`,
    });
    const { signers, retired } = this.#expect(before ?? size, size);
    const isGood = (key: VerifierKey) => isSignedBy(note, key);
    if (signers.length === 0) return this.#trusted.some(isGood) ? null : this.#judgeUnknown(checkpoint, fail);
    const missing = signers.filter((key) => !isGood(key));
    if (missing.length === 0) return null;
    const [oldest, newest] = [signers[0] as VerifierKey, signers.at(-1) as VerifierKey];
    if (signers.length > 1 && isGood(newest))
      return fail(
        "key_changed_without_rotation",
        `lacks the signature of the key ${(missing[0] ?? oldest).id}, which a rotation retires`,
      );
    if (retired.some(isGood)) return fail("key_retired", "is signed by a retired key only");
    return this.#judgeUnknown(checkpoint, fail);
  }

  #judgeUnknown(
    { note, origin }: CheckpointNote,
    fail: (reason: IntegrityFailureReason, detail: string) => IntegrityFailure,
  ): IntegrityFailure {
    const known = [...this.#trusted, ...this.#rotations.flatMap(({ from, to }) => [from, to])];
    const own = note.signatures.filter(({ name }) => name === origin);
    const isNamed = own.some(({ id }) => known.some((key) => key.id === id));
    if (isNamed || own.length === 0) return fail("checkpoint_forged", "has no good signature");
    return fail("key_unknown", `is signed by the key ${own.map(({ id }) => id).join(", ")}, which is unknown`);
  }
}
