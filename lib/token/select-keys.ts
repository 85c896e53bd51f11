import type { TrustedKey } from "#lib/trusted-keys/trusted-key";
import type { TrustedKeys } from "#lib/trusted-keys/trusted-keys";
import { findKeyMismatch, type MisfitReason } from "./check-algorithm.ts";

export type UntrustedReason = "no_keys_configured" | "keys_unavailable" | "unknown_key" | "key_kind_unknown";

export type KeySelection =
  /** Keys to try, whether the token named one of them, and what is said instead of an accusation when none verifies. */
  | { kind: "try"; keys: TrustedKey[]; named: boolean; other: UntrustedReason | null }
  | { kind: "fail"; reason: MisfitReason | "kid_not_text"; key: TrustedKey | null }
  | { kind: "untrusted"; reason: UntrustedReason };

/** More keys than this are not tried for a token that names none. */
const maxTries = 32;

/** True when a key of another kind may have signed: one of the token's name, or a nameless one of a fitting kind. */
function mayBeUnsupported(kid: unknown, alg: string, { unsupported = [] }: TrustedKeys): boolean {
  const fits = (kind: string) => (alg === "EdDSA" && kind.endsWith("Ed448")) || (alg[0] === "P" && kind === "rsa-pss");
  return unsupported.some((key) => (key.kid !== null && kid !== undefined ? key.kid === kid : fits(key.kind)));
}

/** Why no trusted key speaks for this token. */
function explainAbsence(kid: unknown, alg: string, trusted: TrustedKeys): UntrustedReason {
  if (!trusted.configured) return "no_keys_configured";
  if (mayBeUnsupported(kid, alg, trusted)) return "key_kind_unknown";
  return trusted.complete ? "unknown_key" : "keys_unavailable";
}

/**
 * True when a signature that no tried key verifies is a defect. It is not while the token may come from a key that was
 * not tried: one of another name, one that the token brings, one that a source which cannot be read now may publish.
 */
function isConclusive(header: Record<string, unknown>, named: readonly TrustedKey[], trusted: TrustedKeys): boolean {
  if (!Object.hasOwn(header, "kid"))
    return trusted.complete && !["jwk", "x5c"].some((name) => Object.hasOwn(header, name));
  if (named.length > 0) return named.some(({ published, stale }) => published && !stale);
  return trusted.complete && trusted.keys.every(({ kid }) => kid === null) && (trusted.unsupported ?? []).length === 0;
}

/**
 * Chooses among the trusted keys by the header's `kid`; nothing that the token brings or points to (`jwk`, `jku`, `x5u`)
 * is looked at. Without `kid`, and for keys that have no name (PEM), every key of a fitting kind is tried.
 */
export function selectKeys(header: Record<string, unknown>, alg: string, trusted: TrustedKeys): KeySelection {
  const hasKid = Object.hasOwn(header, "kid");
  if (hasKid && typeof header.kid !== "string") return { kind: "fail", reason: "kid_not_text", key: null };
  const named = hasKid ? trusted.keys.filter(({ kid }) => kid === header.kid) : [];
  const pool = hasKid ? [...named, ...trusted.keys.filter(({ kid }) => kid === null)] : [...trusted.keys];
  const fitting = pool.filter((key) => findKeyMismatch(key, alg) === null);
  // Published keys first: a remembered one only says who signed, it does not make a token good.
  fitting.sort((left, right) => Number(right.published) - Number(left.published));
  const conclusive = isConclusive(header, named, trusted);
  const absence = explainAbsence(header.kid, alg, trusted);
  if (fitting.length > 0) {
    const isNamed = named.some((key) => fitting.includes(key));
    return { kind: "try", keys: fitting.slice(0, maxTries), named: isNamed, other: conclusive ? null : absence };
  }
  const misfits = (named.length > 0 ? named : pool).map((key) => ({ key, reason: findKeyMismatch(key, alg) }));
  const weak = misfits.find(({ reason }) => reason === "weak_key");
  if (weak) return { kind: "fail", reason: "weak_key", key: weak.key };
  if (misfits.some(({ reason }) => reason === "key_kind_unknown"))
    return { kind: "untrusted", reason: "key_kind_unknown" };
  const [first] = named.length > 0 ? misfits : [];
  if (first?.reason && first.reason !== "key_kind_unknown" && conclusive)
    return { kind: "fail", reason: first.reason, key: first.key };
  return { kind: "untrusted", reason: absence };
}
