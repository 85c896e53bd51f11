import "server-only";
import { findProvenVerdict } from "#lib/audit/proven-verdicts";
import { reviveKey } from "./revive-key.ts";
import { findSeenKey } from "./store.ts";
import type { TrustedKey } from "./trusted-key.ts";

/** A verdict that this very token got here from a key while it was trusted. `verifiedAt` is ISO 8601 UTC. */
export type VerifiedBefore = { key: TrustedKey; verifiedAt: string };

/** Verdicts whose signature was good under a key that was trusted and published. */
const verified = new Set(["valid", "expired", "not_yet_valid", "unbound"]);

/**
 * Finds when exactly this token was verified here, and the key of then, whose thumbprint the access log holds.
 * @param tokenSha256 in lower-case hex
 * @returns null without a proof: then the token's key is an unknown one
 */
export async function findVerifiedBefore(
  ids: { srId: string; evidenceId: string },
  tokenSha256: string,
): Promise<VerifiedBefore | null> {
  const before = await findProvenVerdict(ids, tokenSha256, ({ verdict }) => verified.has(verdict));
  if (before === null) return null;
  for (const row of await findSeenKey(before.keyThumbprint)) {
    const key = await reviveKey(row);
    if (key !== null) return { key, verifiedAt: new Date(before.at).toISOString() };
  }
  return null;
}
