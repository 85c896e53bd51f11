import type { TrustedKey } from "#lib/trusted-keys/trusted-key";
import type { TrustedKeys, X5cTrust } from "#lib/trusted-keys/trusted-keys";
import { findKeyMismatch } from "./check-algorithm.ts";
import { readNumericDateClaim } from "./check-registered-claims.ts";
import { checkSignature, checkSignatureForm, type SignatureReason } from "./check-signature.ts";
import { checkX5c, type UnprocessedReason, type X5cReason } from "./check-x5c.ts";
import type { DecodedToken } from "./decode-token.ts";
import type { Reason } from "./reasons.ts";
import type { Check } from "./schema.ts";
import { type KeySelection, selectKeys, type UntrustedReason } from "./select-keys.ts";

/** When this very token was verified here, and under which key (RFC 7638 thumbprint). `verifiedAt` is ISO 8601 UTC. */
export type EarlierVerification = { thumbprint: string; verifiedAt: string };

type Circumstances = { trusted: TrustedKeys; verifiedBefore: EarlierVerification | null; now: Date };

type Examined = { checks: [Check, Check]; key: TrustedKey | null };

const check = (name: "key" | "signature", outcome: Check["outcome"], reason: Reason, detail: string): Check => ({
  name,
  outcome,
  reason,
  detail,
});

export function notExamined(reason: Reason, detail = "not examined, because an earlier check failed"): Check[] {
  return (["algorithm", "key", "signature"] as const).map((name) => ({ name, outcome: "skip", reason, detail }));
}

const details: Record<SignatureReason, string> = {
  signature_good: "the signature verifies",
  signature_missing: "the third part is empty",
  signature_length: "the signature does not have the length of its algorithm",
  signature_zero: "r, s or every byte is zero",
  signature_differs: "the signature does not verify",
  key_unusable: "the key cannot be used with this algorithm",
};

const absences: Record<UntrustedReason | UnprocessedReason, string> = {
  no_keys_configured: "no TRUST_ setting configures a key",
  keys_unavailable: "a source of trusted keys cannot be read now",
  unknown_key: "no trusted key has this key ID or fits the algorithm",
  key_kind_unknown: "the key is of a kind that cannot be checked here",
  certificate_constraint_unsupported: "a constraint of the path is not processed here",
};

function describe(key: TrustedKey): string {
  const stale = key.stale ? `, as read ${key.fetchedAt} (stale)` : "";
  return `${key.kind} key ${key.thumbprint} from ${key.source}${stale}`;
}

type PathSelection = { kind: "fail"; reason: X5cReason; key: null } | { kind: "untrusted"; reason: UnprocessedReason };
type Choice = { selection: KeySelection | PathSelection; expired: boolean };

/** Selects the key of the token's certification path, independent of configured keys. */
async function chooseChain(
  header: Record<string, unknown>,
  alg: string,
  { readPayload }: DecodedToken,
  chain: X5cTrust,
  own: Choice,
  now: Date,
): Promise<Choice> {
  const issued = readNumericDateClaim(readPayload().claims ?? {}, "iat");
  const finding = await checkX5c(header.x5c, chain, "at" in issued ? new Date(issued.at * 1000) : null, now);
  if (finding.kind === "untrusted") return own;
  if (finding.kind === "unsupported")
    return { selection: { kind: "untrusted", reason: "key_kind_unknown" }, expired: false };
  if (finding.kind === "unprocessed")
    return { selection: { kind: "untrusted", reason: finding.reason }, expired: false };
  if (finding.kind === "refused")
    return { selection: { kind: "fail", reason: finding.reason, key: null }, expired: false };
  const mismatch = findKeyMismatch(finding.key, alg);
  if (mismatch === "key_kind_unknown") return { selection: { kind: "untrusted", reason: mismatch }, expired: false };
  if (mismatch) return { selection: { kind: "fail", reason: mismatch, key: finding.key }, expired: false };
  return { selection: { kind: "try", keys: [finding.key], named: true, other: null }, expired: finding.expired };
}

function describeGood(key: TrustedKey, expired: boolean, before: EarlierVerification | null): Check {
  if (expired) return check("key", "info", "certificate_expired", describe(key));
  if (!key.published) {
    const gone = `${describe(key)}, last published ${key.lastSeenAt}`;
    return before?.thumbprint === key.thumbprint
      ? check("key", "info", "key_no_longer_published", `${gone}; this token was verified here ${before.verifiedAt}`)
      : check("key", "info", "unknown_key", `${gone}; this token was not verified here while it was published`);
  }
  return check("key", "pass", key.source === "x5c" ? "certificate_trusted" : "key_trusted", describe(key));
}

/** Selects a trusted key and verifies the signature: the checks `key` and `signature`. */
export async function examineKey(
  header: Record<string, unknown>,
  alg: string,
  reading: DecodedToken,
  { trusted, verifiedBefore, now }: Circumstances,
): Promise<Examined> {
  const own: Choice = { selection: selectKeys(header, alg, trusted), expired: false };
  const { chain } = trusted;
  // The path counts only if configured keys do not know the `kid` and none was rejected.
  const needsPath = chain && Object.hasOwn(header, "x5c") && own.selection.kind !== "fail";
  const isNamed = own.selection.kind === "try" && own.selection.named;
  const { selection, expired } = needsPath && !isNamed ? await chooseChain(header, alg, reading, chain, own, now) : own;
  const form = reading.signature ? checkSignatureForm(reading.signature, alg) : null;
  const skipped = check("signature", "skip", "not_examined", "not examined");
  const early = form ? check("signature", "fail", form, details[form]) : skipped;
  if (selection.kind === "fail") {
    const { reason, key } = selection;
    const detail = key ? `${describe(key)}${key.weakness ? `: ${key.weakness}` : ""}` : "the key was not used";
    return { checks: [check("key", "fail", reason, detail), early], key };
  }
  if (selection.kind === "untrusted")
    return { checks: [check("key", "info", selection.reason, absences[selection.reason]), early], key: null };
  const [only] = selection.keys;
  const candidate = selection.named && only ? only : null;
  if (form || reading.jws === null) {
    const found = candidate
      ? describeGood(candidate, expired, verifiedBefore)
      : check("key", "info", "keys_not_tried", "no key was tried");
    return { checks: [found, early], key: candidate };
  }
  let unusable: TrustedKey | null = null;
  for (const key of selection.keys) {
    const outcome = await checkSignature(reading.jws, key, alg);
    if (outcome === "signature_good") {
      const found = describeGood(key, expired, verifiedBefore);
      // Anyone who has a key that was withdrawn can sign new tokens with it, so it proves only what it proved before.
      if (found.reason === "unknown_key") return { checks: [found, skipped], key: null };
      return { checks: [found, check("signature", "pass", outcome, details[outcome])], key };
    }
    if (outcome === "key_unusable") unusable = key;
  }
  // An unsupported key proves nothing about the token.
  if (unusable)
    return {
      checks: [
        check("key", "info", "key_kind_unknown", describe(unusable)),
        check("signature", "info", "key_unusable", details.key_unusable),
      ],
      key: null,
    };
  if (selection.other)
    return {
      checks: [
        check("key", "info", selection.other, `${absences[selection.other]}; the keys that were tried do not verify`),
        skipped,
      ],
      key: null,
    };
  const tried = `trusted keys tried: ${selection.keys.length}`;
  const found = candidate
    ? describeGood(candidate, expired, verifiedBefore)
    : check("key", "info", "no_key_verifies", tried);
  return {
    checks: [found, check("signature", "fail", "signature_differs", details.signature_differs)],
    key: candidate,
  };
}
