import "server-only";
import type { IntegrityFailure, IntegrityFailureReason } from "#lib/transparency-log/log-fault";
import type { AuditKey, AuditKeys } from "#lib/transparency-log/log-keys";
import { chainFormat, computeMac } from "./canonical-entry.ts";
import { type AuditEntry, formatDetail } from "./model.ts";

/** `previous` of the first entry. */
export const emptyTreeHash = "0".repeat(64);

/** Last verified entry, or its substitute at the start of the log. */
export type WalkPosition = { sequence: number; mac: string; keyId: string | null };

export type Pruning = { through: number; head: string };

function parsePruning(detail: string | null): Pruning {
  const { through, head } = JSON.parse(detail ?? "{}") as Partial<Pruning>;
  return { through: Number(through), head: String(head) };
}

/** Verifies entries in order; `step` returns the failure of an entry, or null. */
export class LegacyChainVerifier {
  readonly #keys: Map<string, AuditKey>;
  position: WalkPosition;
  readonly prunings: Pruning[] = [];

  constructor(keys: AuditKeys, start: WalkPosition) {
    this.#keys = new Map(keys.map((key) => [key.id, key]));
    this.position = start;
  }

  step(entry: AuditEntry): IntegrityFailure | null {
    const expected = this.position.sequence + 1;
    const fault = (reason: IntegrityFailureReason, detail: string) => ({ sequence: expected, reason, detail });
    if (entry.sequence !== expected)
      return fault("missing", `Entry ${expected} is missing; the next one is ${entry.sequence}.`);
    if (entry.format !== chainFormat) return fault("format_unknown", `Entry ${expected} has an unknown format.`);
    const key = this.#keys.get(entry.keyId);
    if (!key) return fault("key_unknown", `Entry ${expected} names a key that AUDIT_KEY does not contain.`);
    const { mac, ...unsigned } = entry;
    if (computeMac(key, unsigned) !== mac)
      return fault("changed", `Entry ${expected} was changed after it was written.`);
    if (entry.previous !== this.position.mac)
      return fault("reordered", `Entry ${expected} does not follow the entry before it.`);
    if (!this.#mayUse(entry))
      return fault(
        "key_changed_without_rotation",
        `Entry ${expected} is signed with another key without a key rotation.`,
      );
    if (entry.event === "pruning") this.prunings.push(parsePruning(entry.detail));
    this.position = entry;
    return null;
  }

  /** Allows a key change only at a rotation entry that names both keys. */
  #mayUse({ keyId, event, detail }: AuditEntry): boolean {
    const from = this.position.keyId;
    return (
      from === null || from === keyId || (event === "key_rotation" && detail === formatDetail({ from, to: keyId }))
    );
  }
}
