import { isUtf8 } from "node:buffer";
import { hash } from "node:crypto";
import type { TrustedKey } from "#lib/trusted-keys/trusted-key";
import type { TrustedKeys } from "#lib/trusted-keys/trusted-keys";
import { checkAlgorithm } from "./check-algorithm.ts";
import { checkBinding } from "./check-binding.ts";
import { checkAudience, checkIssuer, checkTimes } from "./check-registered-claims.ts";
import { checkStructure, readDisclosed, summarizeDisclosures } from "./check-structure.ts";
import { decideVerdict } from "./decide-verdict.ts";
import { type DecodedToken, decodeToken, sumUpFaults } from "./decode-token.ts";
import { type EarlierVerification, examineKey, notExamined } from "./examine-key.ts";
import type { Evidence } from "./own-ids.ts";
import type { Reason } from "./reasons.ts";
import type { Check, CheckName, Verdict, VerdictKey } from "./schema.ts";

/** Operator's requirements (TRUST_ISSUER, TRUST_AUDIENCE, TRUST_ALGORITHMS). */
export type TokenPolicy = {
  algorithms: readonly string[];
  issuer: string | undefined;
  audience: string | undefined;
};

export type VerificationContext = {
  keys: TrustedKeys;
  policy: TokenPolicy;
  evidence: Evidence;
  now: Date;
  /** Proof that this very token was verified here before; without it, a key that is no longer published is an unknown key. */
  verifiedBefore?: EarlierVerification | null;
};

const skipped = (name: CheckName, reason: Reason, detail: string): Check => ({ name, outcome: "skip", reason, detail });

function checkClaims(
  claims: Record<string, unknown> | null,
  readText: () => string,
  { policy, evidence, now }: VerificationContext,
): Check[] {
  const names: CheckName[] = ["issuer", "audience", "not_before", "issued_at", "expiry", "binding"];
  if (claims === null) return names.map((name) => skipped(name, "no_claims", "no claims could be read"));
  return [
    checkIssuer(claims, policy.issuer),
    checkAudience(claims, policy.audience),
    ...checkTimes(claims, now, evidence.status?.completedAt ?? null),
    checkBinding(claims, readText, evidence),
  ];
}

const described = new WeakMap<TrustedKey, VerdictKey>();

function describeKey(key: TrustedKey, before: EarlierVerification | null): VerdictKey {
  const known = described.get(key);
  const { jwk: _jwk, weakness: _weakness, ...words } = key;
  const own = known ?? { ...words, verifiedAt: null };
  described.set(key, own);
  const isRemembered = !key.published && before?.thumbprint === key.thumbprint;
  return isRemembered ? { ...own, verifiedAt: before.verifiedAt } : own;
}

/** Returns the bytes as text, or as base64 if not UTF-8, so that the response keeps them exactly. */
function carryBytes(bytes: Buffer, text: string | null): Pick<Verdict, "token" | "tokenEncoding"> {
  if (text !== null) return { token: text, tokenEncoding: "utf-8" };
  return isUtf8(bytes)
    ? { token: bytes.toString("utf8"), tokenEncoding: "utf-8" }
    : { token: bytes.toString("base64"), tokenEncoding: "base64" };
}

/**
 * Returns the first applicable of undecodable, invalid, untrusted, not_yet_valid, expired, unbound, valid.
 * Pure: does not fetch, and never throws for malformed input. jose does the cryptography; this module adds the checks
 * of RFC 8725 and RFC 7515.
 */
export async function verifyToken(bytes: Buffer, circumstances: VerificationContext): Promise<Verdict> {
  const reading = decodeToken(bytes);
  const { header, text } = reading;
  const examining =
    header && !reading.isEncrypted
      ? examineHeader(header, reading, circumstances)
      : {
          checks: reading.isEncrypted
            ? notExamined("not_examined", "the token is encrypted")
            : notExamined("no_header"),
          key: null,
        };
  await afterMicrotasks();
  // Runs checks without a key while another thread verifies the signature.
  const disclosed = readDisclosed(reading);
  const applied = disclosed && (await disclosed);
  const claims = applied ? (JSON.parse(applied.text) as Record<string, unknown>) : reading.readPayload().claims;
  const { faults, decodable } = sumUpFaults(reading, applied?.faults.map(({ reason }) => reason) ?? []);
  const claimChecks = checkClaims(claims, () => applied?.text ?? reading.payloadText(), circumstances);
  const sha256 = hash("sha256", bytes, "hex");
  const carried = carryBytes(bytes, text);
  const examined = await examining;
  const isDetached = faults.length === 1 && faults[0] === "detached_payload";
  const isSignedEmpty = isDetached && isGood(examined.checks);
  // A detached payload cannot be verified, so a mismatch proves nothing.
  const { checks, key } = isDetached && !isSignedEmpty ? withoutSignature(examined.checks) : examined;
  const all = isSignedEmpty
    ? [emptyPayload, ...checks, ...checkClaims({}, () => "{}", circumstances)]
    : [checkStructure(reading, faults, applied), ...checks, ...claimChecks];
  return {
    ...decideVerdict(all, decodable),
    checks: all,
    header,
    claims: isSignedEmpty ? {} : claims,
    disclosures: summarizeDisclosures(applied, reading),
    key: key ? describeKey(key, circumstances.verifiedBefore ?? null) : null,
    ...carried,
    sha256,
  };
}

const emptyPayload: Check = {
  name: "structure",
  outcome: "info",
  reason: "empty_payload",
  detail: "the signature covers an empty payload",
};

const isGood = (checks: readonly Check[]) =>
  checks.some(({ name, outcome }) => name === "signature" && outcome === "pass");

function withoutSignature(checks: readonly Check[]): { checks: Check[]; key: null } {
  const [algorithm] = checks.filter(({ name }) => name === "algorithm");
  const rest = notExamined("not_examined", "the payload is detached").filter(({ name }) => name !== "algorithm");
  return { checks: algorithm ? [algorithm, ...rest] : rest, key: null };
}

/** Resolves after pending microtasks, when the signature computation runs in its thread. */
const afterMicrotasks = () => new Promise<void>((resolve) => process.nextTick(resolve));

async function examineHeader(
  header: Record<string, unknown>,
  reading: DecodedToken,
  { keys, policy, now, verifiedBefore = null }: VerificationContext,
) {
  const reason = checkAlgorithm(header, policy.algorithms);
  if (reason === "alg_unknown") {
    const name = String(header.alg).slice(0, 60);
    const unknown: Check = { name: "algorithm", outcome: "info", reason, detail: `${name} cannot be checked here` };
    return {
      checks: [unknown, ...notExamined("not_examined", "the algorithm cannot be checked here").slice(1)],
      key: null,
    };
  }
  if (reason !== "algorithm_allowed") {
    const failed: Check = {
      name: "algorithm",
      outcome: "fail",
      reason,
      detail: "the alg of the header is not allowed",
    };
    return { checks: [failed, ...notExamined("algorithm_refused").slice(1)], key: null };
  }
  const alg = String(header.alg);
  const allowed: Check = { name: "algorithm", outcome: "pass", reason, detail: `${alg} is an allowed algorithm` };
  const examined = await examineKey(header, alg, reading, { trusted: keys, verifiedBefore, now });
  return { checks: [allowed, ...examined.checks], key: examined.key };
}
