import "server-only";
import { settings } from "#lib/env";
import { recordKeyUse } from "#lib/trusted-keys/key-history";
import { digestTrustSettings, trustReader } from "#lib/trusted-keys/trusted-keys";
import { findVerifiedBefore } from "#lib/trusted-keys/verified-before";
import packageFile from "../../package.json" with { type: "json" };
import { readKeyId } from "./read-key-id.ts";
import type { Verdict } from "./schema.ts";
import { isSignatureGood } from "./verdict-words.ts";
import { type TokenPolicy, type VerificationContext, verifyToken } from "./verify-token.ts";
import { causedByOldKeys, verifyWithReread } from "./verify-with-reread.ts";

type KeylessContext = Omit<VerificationContext, "keys" | "verifiedBefore">;
type EvidenceIds = { srId: string; evidenceId: string };
type StatusWords = { id: string | null; transactionCode: string | null; times: { name: string; at: string }[] };

function tokenPolicy(): TokenPolicy {
  const { algorithms, issuer, audience } = settings().trust;
  return { algorithms, issuer, audience };
}

/** Milliseconds after which keys of a source that cannot be read no longer count as published. */
const unreadableMs = 24 * 3_600_000;

/** Verdicts on a token whose key may be gone. */
function mayBeRemembered({ verdict, reason, checks }: Verdict): boolean {
  if (verdict === "untrusted") return ["unknown_key", "no_keys_configured", "keys_unavailable"].includes(reason);
  return verdict === "invalid" && checks.some((check) => check.outcome === "fail" && causedByOldKeys.has(check.reason));
}

/** Judges a token again with the key that verified exactly this token here before, if the access log proves that. */
async function judgeByMemory(bytes: Buffer, ids: EvidenceIds, verdict: Verdict, context: KeylessContext) {
  const before = await findVerifiedBefore(ids, verdict.sha256);
  if (before === null) return verdict;
  const { key, verifiedAt } = before;
  // A short failure of the source is not an end of the key.
  const lastSeenMs = Date.parse(key.lastSeenAt ?? "");
  if (verdict.reason === "keys_unavailable" && context.now.getTime() - lastSeenMs <= unreadableMs) return verdict;
  const { keys, ...trusted } = await trustReader().read(readKeyId(bytes));
  const others = keys.filter(({ thumbprint, published }) => published || thumbprint !== key.thumbprint);
  const verifiedBefore = { thumbprint: key.thumbprint, verifiedAt };
  return verifyToken(bytes, { ...context, verifiedBefore, keys: { ...trusted, keys: [...others, key] } });
}

/** Judges a token under the current keys. Keeps the key that verified it, because it may be gone one day. */
export async function issueVerdict(bytes: Buffer, ids: EvidenceIds, status: StatusWords | null): Promise<Verdict> {
  const completedAt = status?.times.find(({ name }) => name === "completedAt")?.at ?? null;
  const context = {
    policy: tokenPolicy(),
    evidence: {
      evidenceId: ids.evidenceId,
      status: status && { id: status.id, transactionCode: status.transactionCode, completedAt },
    },
    now: new Date(),
  };
  const verdict = await verifyWithReread(bytes, readKeyId(bytes), trustReader(), context);
  if (mayBeRemembered(verdict)) return judgeByMemory(bytes, ids, verdict, context);
  // Without the record, the token's key is an unknown one later.
  if (verdict.key && isSignatureGood(verdict)) await recordKeyUse(verdict.key).catch(() => undefined);
  return verdict;
}

/** Selects the verdict's fields for the access log: codes and digests, without token content. */
export function describeVerdictForLog({ verdict, reason, key, sha256 }: Verdict): Record<string, string> {
  return {
    verdict,
    reason,
    ...(key ? { keyThumbprint: key.thumbprint, keySource: key.source } : {}),
    tokenSha256: sha256,
    productVersion: packageFile.version,
    trustSettingsSha256: digestTrustSettings(),
  };
}
