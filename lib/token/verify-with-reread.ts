import type { TrustedKeys, TrustReader } from "#lib/trusted-keys/trusted-keys";
import type { Reason } from "./reasons.ts";
import type { Verdict } from "./schema.ts";
import { type VerificationContext, verifyToken } from "./verify-token.ts";

/** Failures that a stale key set may cause: the provider may have replaced a key under the same `kid`. */
export const causedByOldKeys = new Set<Reason>([
  "signature_differs",
  "key_type_differs",
  "key_alg_differs",
  "key_use_differs",
  "key_ops_differ",
  "weak_key",
]);

/** True if the verdict reports a failure that a stale key set may cause. */
function accuses({ checks }: Verdict): boolean {
  return checks.some(({ outcome, reason }) => outcome === "fail" && causedByOldKeys.has(reason));
}

/** True if the keys differ from the ones already used. */
function isOther(now: TrustedKeys, before: TrustedKeys): boolean {
  const isSame = now.keys.length === before.keys.length && now.keys.every((key, index) => key === before.keys[index]);
  return !isSame || now.complete !== before.complete;
}

/** Verifies under the current keys and rereads the key set once before it reports a failure. */
export async function verifyWithReread(
  bytes: Buffer,
  kid: string | null,
  trust: TrustReader,
  circumstances: Omit<VerificationContext, "keys">,
): Promise<Verdict> {
  const keys = await trust.read(kid);
  const verdict = await verifyToken(bytes, { ...circumstances, keys });
  if (!accuses(verdict)) return verdict;
  // Another caller may have reread the set, so compare the keys.
  const reread = await trust.reread(kid);
  return isOther(reread, keys) ? verifyToken(bytes, { ...circumstances, keys: reread }) : verdict;
}
