import type { TrustedKeys, TrustReader } from "#lib/trusted-keys/trusted-keys";
import type { Reason } from "./reasons.ts";
import type { Verdict } from "./schema.ts";
import { type VerificationContext, verifyToken } from "./verify-token.ts";

/** Failures that a key set read a while ago may cause: the provider may have replaced a key under the same name. */
const causedByOldKeys = new Set<Reason>([
  "signature_differs",
  "key_type_differs",
  "key_alg_differs",
  "key_use_differs",
  "key_ops_differ",
  "weak_key",
]);

/** True for a verdict that accuses a token under a key as it was last read. */
function accuses({ checks }: Verdict): boolean {
  return checks.some(({ outcome, reason }) => outcome === "fail" && causedByOldKeys.has(reason));
}

/** False where the keys are the very ones that were used already. */
function isOther(now: TrustedKeys, before: TrustedKeys): boolean {
  const isSame = now.keys.length === before.keys.length && now.keys.every((key, index) => key === before.keys[index]);
  return !isSame || now.complete !== before.complete;
}

/**
 * Verifies a token under the trusted keys as they are now; before it accuses, the key set is read once more.
 * @param kid the header's `kid`, or null
 */
export async function verifyWithReread(
  bytes: Buffer,
  kid: string | null,
  trust: TrustReader,
  circumstances: Omit<VerificationContext, "keys">,
): Promise<Verdict> {
  const keys = await trust.read(kid);
  const verdict = await verifyToken(bytes, { ...circumstances, keys });
  if (!accuses(verdict)) return verdict;
  // Another caller may have reread the set since: what counts is whether the keys are others now.
  const reread = await trust.reread(kid);
  return isOther(reread, keys) ? verifyToken(bytes, { ...circumstances, keys: reread }) : verdict;
}
