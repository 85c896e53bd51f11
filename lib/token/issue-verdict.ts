import "server-only";
import { settings } from "#lib/env";
import { digestTrustSettings, trustReader } from "#lib/trusted-keys/trusted-keys";
import packageFile from "../../package.json" with { type: "json" };
import { readKeyId } from "./read-key-id.ts";
import type { Verdict } from "./schema.ts";
import type { TokenPolicy } from "./verify-token.ts";
import { verifyWithReread } from "./verify-with-reread.ts";

type StatusWords = { id: string | null; transactionCode: string | null; times: { name: string; at: string }[] };

function tokenPolicy(): TokenPolicy {
  const { algorithms, issuer, audience } = settings().trust;
  return { algorithms, issuer, audience };
}

export async function issueVerdict(bytes: Buffer, evidenceId: string, status: StatusWords | null): Promise<Verdict> {
  const completedAt = status?.times.find(({ name }) => name === "completedAt")?.at ?? null;
  return verifyWithReread(bytes, readKeyId(bytes), trustReader(), {
    policy: tokenPolicy(),
    evidence: {
      evidenceId,
      status: status && { id: status.id, transactionCode: status.transactionCode, completedAt },
    },
    now: new Date(),
  });
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
