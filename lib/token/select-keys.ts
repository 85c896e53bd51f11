import type { TrustedKey } from "#lib/trusted-keys/trusted-key";
import type { TrustedKeys } from "#lib/trusted-keys/trusted-keys";
import { findKeyMismatch, type MismatchReason } from "./check-algorithm.ts";

export type UntrustedReason = "no_keys_configured" | "keys_unavailable" | "unknown_key" | "key_kind_unknown";

export type KeySelection =
  /** Keys to try, whether the token named one, and the reason reported instead of `invalid` if none verifies. */
  | { kind: "try"; keys: TrustedKey[]; named: boolean; other: UntrustedReason | null }
  | { kind: "fail"; reason: MismatchReason | "kid_not_text"; key: TrustedKey | null }
  | { kind: "untrusted"; reason: UntrustedReason };

/** Maximum number of keys to try for a token without `kid`. */
const maxTries = 32;

/** True if an unsupported key may have signed: one with the token's `kid`, or an unnamed one of a suitable kind. */
function mayBeUnsupported(kid: unknown, alg: string, { unsupported = [] }: TrustedKeys): boolean {
  const fits = (kind: string) => (alg === "EdDSA" && kind.endsWith("Ed448")) || (alg[0] === "P" && kind === "rsa-pss");
  return unsupported.some((key) => (key.kid !== null && kid !== undefined ? key.kid === kid : fits(key.kind)));
}

/** Explains why no trusted key matches the token. */
function explainAbsence(kid: unknown, alg: string, trusted: TrustedKeys): UntrustedReason {
  if (!trusted.configured) return "no_keys_configured";
  if (mayBeUnsupported(kid, alg, trusted)) return "key_kind_unknown";
  return trusted.complete ? "unknown_key" : "keys_unavailable";
}

/** True if a failed signature is a defect, because no untried key may have signed the token. */
function isConclusive(header: Record<string, unknown>, named: readonly TrustedKey[], trusted: TrustedKeys): boolean {
  if (!Object.hasOwn(header, "kid"))
    return trusted.complete && !["jwk", "x5c"].some((name) => Object.hasOwn(header, name));
  if (named.length > 0) return named.some(({ published, stale }) => published && !stale);
  return trusted.complete && trusted.keys.every(({ kid }) => kid === null) && (trusted.unsupported ?? []).length === 0;
}

/** Selects keys by `kid` and ignores `jwk`, `jku` and `x5u`; tries all suitable keys if one is unnamed. */
export function selectKeys(header: Record<string, unknown>, alg: string, trusted: TrustedKeys): KeySelection {
  const hasKid = Object.hasOwn(header, "kid");
  if (hasKid && typeof header.kid !== "string") return { kind: "fail", reason: "kid_not_text", key: null };
  const named = hasKid ? trusted.keys.filter(({ kid }) => kid === header.kid) : [];
  const pool = hasKid ? [...named, ...trusted.keys.filter(({ kid }) => kid === null)] : [...trusted.keys];
  const fitting = pool.filter((key) => findKeyMismatch(key, alg) === null);
  // Published keys first: a withdrawn key identifies the signer but does not make a token valid.
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
