import type { IdClaim, MismatchRule } from "./binding-names.ts";
import type { SentId } from "./find-id-claims.ts";
import { canonicalId, idKind, isNearlyEqual } from "./id-kind.ts";

/** IDs that bind a token to this evidence. `status` is null if the provider's status was unreadable. */
export type Evidence = {
  evidenceId: string;
  status: { id: string | null; transactionCode: string | null; completedAt: string | null } | null;
};

/** Minimum digits for a length comparison; shorter numbers are too common. */
const minDigits = 6;

const isDigits = (kind: string | null) => kind?.startsWith("digits:") ?? false;

export class OwnIds {
  readonly #evidence: Evidence;
  readonly #ids: string[];

  constructor(evidence: Evidence) {
    const { evidenceId, status } = evidence;
    this.#evidence = evidence;
    this.#ids = [evidenceId, status?.id, status?.transactionCode].flatMap((id) => (id ? [canonicalId(id)] : []));
  }

  fits({ text }: SentId): boolean {
    return this.#ids.includes(text) || this.#ids.includes(canonicalId(text));
  }

  /** True if the value names another evidence or transaction. */
  accuses({ kind, mismatchRule: accuses }: IdClaim, { text, isNumber }: SentId): boolean {
    const { evidenceId, status } = this.#evidence;
    if (text === "" || this.#ids.some((id) => isNearlyEqual(text, id, isNumber))) return false;
    const own = idKind(canonicalId(text));
    // Without a status, two of the three IDs are unknown, so only evidence IDs of the same kind can differ.
    if (status === null) return kind === "evidence" && own !== null && own === idKind(evidenceId);
    if (kind === "transaction" && !status.transactionCode) return false;
    return accuses === "always" || (own !== null && this.#isSame(accuses, own));
  }

  #isSame(accuses: Exclude<MismatchRule, "always">, own: string): boolean {
    const { evidenceId, status } = this.#evidence;
    if (accuses === "same_word") return own.startsWith("word:") && own === idKind(evidenceId);
    const isSameKind = this.#ids.some((id) => idKind(id) === own);
    const isNumeric = isDigits(idKind(evidenceId)) || isDigits(idKind(status?.id ?? ""));
    if (accuses === "same_kind") return isSameKind || (isDigits(own) && isNumeric);
    if (!isSameKind || own === "uuid") return false;
    return !isDigits(own) || Number(own.split(":")[1]) >= minDigits;
  }
}
