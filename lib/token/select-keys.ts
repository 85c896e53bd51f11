import { findMisfit, type MisfitReason } from "./check-algorithm.ts";
import type { ChainTrust } from "./check-chain.ts";
import type { TrustedKey } from "./trusted-key.ts";

/** The keys that we chose, as they are now. */
export type TrustedKeys = {
  /** Any setting names a source of keys. */
  configured: boolean;
  /** Every configured source was read and is fresh; false when one failed or answers from its last good copy. */
  complete: boolean;
  keys: readonly TrustedKey[];
  /** What a chain that a token brings may lead to; null where `x5c` is not used. */
  chain: ChainTrust | null;
};

export type UntrustedReason = "no_keys_configured" | "keys_unavailable" | "unknown_key";

export type KeySelection =
  /** Keys to try, and whether the token named one of them. */
  | { kind: "try"; keys: TrustedKey[]; named: boolean; other: UntrustedReason | null }
  | { kind: "fail"; reason: MisfitReason | "kid_not_text"; key: TrustedKey | null }
  | { kind: "untrusted"; reason: UntrustedReason };

/** More keys than this are not tried for a token that names none. */
const maxTries = 32;

/** Why no key of ours speaks for this token. */
function explainAbsence({ configured, complete }: TrustedKeys): UntrustedReason {
  if (!configured) return "no_keys_configured";
  return complete ? "unknown_key" : "keys_unavailable";
}

/**
 * Chooses among our own keys by the header's `kid`; nothing that the token brings or points to (`jwk`, `jku`, `x5u`) is
 * looked at. Without `kid`, and for keys that have no name (PEM), every key of a fitting kind is tried.
 */
export function selectKeys(header: Record<string, unknown>, alg: string, trusted: TrustedKeys): KeySelection {
  const hasKid = Object.hasOwn(header, "kid");
  if (hasKid && typeof header.kid !== "string") return { kind: "fail", reason: "kid_not_text", key: null };
  const named = hasKid ? trusted.keys.filter(({ kid }) => kid === header.kid) : [];
  const pool = hasKid ? [...named, ...trusted.keys.filter(({ kid }) => kid === null)] : [...trusted.keys];
  const fitting = pool.filter((key) => findMisfit(key, alg) === null);
  // Published keys first: a remembered one only says who signed, it does not make a token good.
  fitting.sort((left, right) => Number(right.published) - Number(left.published));
  if (fitting.length > 0) {
    const someoneNamed = trusted.keys.some(({ kid }) => kid !== null);
    // A token that brings its own key tells by itself whose it is; so does a name that is not among ours.
    const bringsKey = !hasKid && ["jwk", "x5c"].some((name) => Object.hasOwn(header, name));
    const foreignName = bringsKey || (hasKid && named.length === 0 && (someoneNamed || !trusted.complete));
    const other = foreignName ? explainAbsence(trusted) : null;
    return { kind: "try", keys: fitting.slice(0, maxTries), named: named.some((key) => fitting.includes(key)), other };
  }
  const [first] = named;
  const misfit = first ? findMisfit(first, alg) : null;
  if (first && misfit) return { kind: "fail", reason: misfit, key: first };
  const weak = pool.find((key) => findMisfit(key, alg) === "weak_key");
  if (weak) return { kind: "fail", reason: "weak_key", key: weak };
  return { kind: "untrusted", reason: explainAbsence(trusted) };
}
