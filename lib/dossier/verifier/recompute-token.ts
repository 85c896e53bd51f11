import { compactVerify, errors, importSPKI } from "jose";
import { parseStatusResponse } from "#lib/status/parse-status-response";
import { algorithms, checkAlgorithm } from "#lib/token/check-algorithm";
import { checkBinding } from "#lib/token/check-binding";
import { checkTimes } from "#lib/token/check-registered-claims";
import { checkSignatureForm } from "#lib/token/check-signature";
import { checkStructure, readDisclosed } from "#lib/token/check-structure";
import { decideVerdict } from "#lib/token/decide-verdict";
import { decodeToken, sumUpFaults } from "#lib/token/decode-token";
import type { Check, CheckName, VerdictName } from "#lib/token/schema";
import type { RecordedVerdict } from "../schema.ts";

export type TokenParts = {
  token: Uint8Array<ArrayBuffer>;
  /** `status.json`; null if it is not in the dossier. */
  status: Uint8Array<ArrayBuffer> | null;
  evidenceId: string;
  /** Key that judged the token, SPKI in PEM; null if it is not in the dossier. */
  pem: string | null;
  recorded: RecordedVerdict;
};

/** `verdict` is null without a key, or if the browser cannot verify with it. `contradictions` name recorded checks. */
export type Recomputed = {
  verdict: VerdictName | null;
  /** Code of CONTRACT.md that decides the verdict; where the key decides, it is the recorded one. */
  reason: string | null;
  contradictions: string[];
  expiresAt: Date | null;
};

type SignatureState = "good" | "bad" | "unknown";

async function verifyWith(
  pem: string | null,
  jws: string | null,
  alg: string,
  signature: Buffer | null,
): Promise<SignatureState> {
  if (jws === null || (signature && checkSignatureForm(signature, alg) !== null)) return "bad";
  if (pem === null || !Object.hasOwn(algorithms, alg)) return "unknown";
  try {
    const key = await importSPKI(pem, alg);
    await compactVerify(jws, key, { algorithms: [alg] });
    return "good";
  } catch (error) {
    return error instanceof errors.JWSSignatureVerificationFailed ? "bad" : "unknown";
  }
}

const asCheck = (state: SignatureState): Check => ({
  name: "signature",
  outcome: state === "good" ? "pass" : state === "bad" ? "fail" : "skip",
  reason: state === "good" ? "signature_good" : state === "bad" ? "signature_differs" : "not_examined",
  detail: "",
});

/** Codes of times that decide a verdict; others depend on the provider's status. */
const timeReason = (reason: string | undefined) =>
  ["not_yet_valid", "issued_in_the_future", "expired"].includes(reason ?? "") ? reason : "";

/**
 * Judges a token anew under the recorded key, with times at the recorded time; keys, issuer and audience, which are not in the
 * token, are taken as recorded.
 */
export async function recomputeToken({ token, status, evidenceId, pem, recorded }: TokenParts): Promise<Recomputed> {
  const bytes = Buffer.from(token);
  const reading = decodeToken(bytes);
  const disclosed = await readDisclosed(reading);
  const claims = disclosed ? (JSON.parse(disclosed.text) as Record<string, unknown>) : reading.readPayload().claims;
  const { faults, decodable } = sumUpFaults(reading, disclosed?.faults.map(({ reason }) => reason) ?? []);
  const alg = String(reading.header?.alg ?? "");
  const signature = reading.isEncrypted ? "unknown" : await verifyWith(pem, reading.jws, alg, reading.signature);
  const recordedCheck = (name: CheckName) => recorded.checks.find((check) => check.name === name) as Check | undefined;
  const sent = status && parseStatusResponse(status);
  const known =
    sent && sent.unreadable === null ? { id: sent.id, transactionCode: sent.transactionCode, completedAt: null } : null;
  const readText = () => disclosed?.text ?? reading.payloadText();
  const binding = claims && checkBinding(claims, readText, { evidenceId, status: known });
  const times = claims ? checkTimes(claims, new Date(recorded.judgedAt), null) : [];
  const contradictions: string[] = [];
  const [ownSignature, judged] = [recordedCheck("signature"), recorded.verdict];
  if (ownSignature?.outcome === "pass" && signature === "bad") contradictions.push("signature");
  if (ownSignature?.outcome === "fail" && signature === "good") contradictions.push("signature");
  const isGoodWord = ["valid", "expired", "not_yet_valid", "unbound"].includes(judged);
  if (isGoodWord && ownSignature?.outcome !== "pass") contradictions.push("verdict");
  if ((judged === "undecodable") === decodable) contradictions.push("structure");
  for (const { name, reason } of times)
    if (timeReason(reason) !== timeReason(recordedCheck(name)?.reason)) contradictions.push(name);
  const isForeign = binding?.reason === "names_other_evidence" || binding?.reason === "names_no_evidence";
  if (judged === "valid" && isForeign) contradictions.push("binding");
  if (decideVerdict(recorded.checks as unknown as Check[], decodable).verdict !== judged && decodable)
    contradictions.push("verdict");
  const algorithm = checkAlgorithm(reading.header ?? {}, Object.keys(algorithms));
  const fallback = (name: CheckName): Check =>
    recordedCheck(name) ?? { name, outcome: "skip", reason: "not_examined", detail: "" };
  const merged: Check[] = [
    checkStructure(reading, faults, disclosed),
    algorithm === "algorithm_allowed" ? fallback("algorithm") : { ...fallback("algorithm"), name: "algorithm" },
    fallback("key"),
    signature === "unknown" ? fallback("signature") : asCheck(signature),
    fallback("issuer"),
    fallback("audience"),
    ...times,
    binding && (isForeign || binding.outcome === "pass") ? binding : fallback("binding"),
  ];
  const isDecided = signature !== "unknown" || !decodable;
  const decided = decideVerdict(merged, decodable);
  const exp = typeof claims?.exp === "number" ? new Date(claims.exp * 1000) : null;
  return {
    verdict: isDecided ? decided.verdict : null,
    reason: isDecided ? decided.reason : null,
    contradictions: [...new Set(contradictions)],
    expiresAt: exp !== null && !Number.isNaN(exp.getTime()) ? exp : null,
  };
}
