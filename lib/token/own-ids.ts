import type { Accusation, IdClaim } from "./binding-names.ts";
import type { SentId } from "./find-id-claims.ts";
import { canonicalId, idKind, isNearlyEqual } from "./id-kind.ts";

/** What a token must name to speak of this evidence. `status` null: the provider's status could not be read. */
export type Evidence = {
  evidenceId: string;
  status: { id: string | null; transactionCode: string | null; completedAt: string | null } | null;
};

/** Shorter numbers are too common to accuse by their length. */
const minDigits = 6;

const isDigits = (kind: string | null) => kind?.startsWith("digits:") ?? false;

/** The ids of one evidence, and what a value says about them. */
export class OwnIds {
  readonly #ids: string[];
  readonly #kinds: Set<string>;
  readonly #evidenceKind: string | null;
  readonly #statusKind: string | null;
  readonly #status: Evidence["status"];

  constructor({ evidenceId, status }: Evidence) {
    const ids = [evidenceId, status?.id ?? "", status?.transactionCode ?? ""].filter((id) => id !== "");
    this.#ids = [...new Set(ids.map(canonicalId))];
    this.#kinds = new Set(this.#ids.flatMap((id) => idKind(id) ?? []));
    this.#evidenceKind = idKind(canonicalId(evidenceId));
    this.#statusKind = status?.id ? idKind(canonicalId(status.id)) : null;
    this.#status = status;
  }

  fits({ text }: SentId): boolean {
    return this.#ids.includes(canonicalId(text));
  }

  /** True for a value that plainly names another evidence or transaction. */
  accuses({ kind, accuses }: IdClaim, { text, isNumber }: SentId): boolean {
    if (text === "" || this.#ids.some((id) => isNearlyEqual(text, id, isNumber))) return false;
    const own = idKind(canonicalId(text));
    // Without a status two of the three ids are unknown: only an evidence id of the same kind as this one can differ.
    if (this.#status === null) return kind === "evidence" && own !== null && own === this.#evidenceKind;
    if (kind === "transaction" && !this.#status.transactionCode) return false;
    return accuses === "always" || (own !== null && this.#isSame(accuses, own));
  }

  #isSame(accuses: Exclude<Accusation, "always">, own: string): boolean {
    if (accuses === "same_word") return own.startsWith("word:") && own === this.#evidenceKind;
    const isBothDigits = isDigits(own) && (isDigits(this.#evidenceKind) || isDigits(this.#statusKind));
    if (accuses === "same_kind") return this.#kinds.has(own) || isBothDigits;
    if (!this.#kinds.has(own) || own === "uuid") return false;
    return !isDigits(own) || Number(own.split(":")[1]) >= minDigits;
  }
}
