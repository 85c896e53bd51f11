import type { CertificateProfile } from "#lib/formats/x509/check-certificate";
import { sameName } from "#lib/formats/x509/compare-names";
import { findPaths } from "#lib/formats/x509/find-paths";
import { type Certificate, parseCertificate } from "#lib/formats/x509/parse-certificate";
import { parseNameText } from "#lib/formats/x509/parse-name-text";
import { readPublicKey } from "#lib/formats/x509/public-key";
import { summarizeCertificate } from "#lib/formats/x509/summarize-certificate";
import { type PathFault, validatePath } from "#lib/formats/x509/validate-path";
import { describeKeyObject, makeTrustedKey, type TrustedKey } from "#lib/trusted-keys/trusted-key";
import type { X5cTrust } from "#lib/trusted-keys/trusted-keys";

type Limit = "signature_unsupported" | "key_unsupported";

export type X5cReason =
  | Exclude<PathFault, Limit | UnprocessedReason>
  | "certificate_malformed"
  | "certificate_subject_differs"
  | "certificate_not_valid_at_issue"
  | "certificate_not_yet_valid";

export type UnprocessedReason = "certificate_constraint_unsupported";

/**
 * `unsupported`: an algorithm or the leaf key's kind is not supported. `unprocessed`: a constraint is not processed.
 * `expired`: valid at `iat`, expired today.
 */
export type X5cFinding =
  | { kind: "trusted"; key: TrustedKey; expired: boolean }
  | { kind: "refused"; reason: X5cReason }
  | { kind: "unprocessed"; reason: UnprocessedReason }
  | { kind: "unsupported" }
  | { kind: "untrusted" };

const maxCertificates = 8;
const maxCertificateChars = 24_000;

/** Extended key usages of a certificate that signs tokens; docs/decisions/x509.md says why these. */
const signingPurposes = new Set([
  "1.3.6.1.5.5.7.3.36", // documentSigning, RFC 9336
  "1.3.6.1.5.5.7.3.37", // jwt, RFC 9509
]);

function parseChain(x5c: unknown): Certificate[] | null {
  if (!Array.isArray(x5c) || x5c.length === 0 || x5c.length > maxCertificates) return null;
  try {
    return x5c.map((text) => {
      if (typeof text !== "string" || text.length > maxCertificateChars) throw new TypeError("no certificate");
      const der = new Uint8Array(Buffer.from(text, "base64"));
      if (Buffer.from(der).toString("base64") !== text) throw new TypeError("not standard base64");
      return parseCertificate(der);
    });
  } catch {
    return null;
  }
}

const covers = ({ notBefore, notAfter }: CertificateProfile, at: Date) => notBefore <= at && at <= notAfter;

/** Compares a subject with the operator's text, in either attribute order. */
function hasSubject({ subject }: Certificate, wanted: string): boolean {
  const name = parseNameText(wanted);
  return name !== null && subject.length > 0 && (sameName(subject, name) || sameName(subject, name.toReversed()));
}

/**
 * Validates the header's `x5c` up to a configured trust anchor (RFC 7515 section 4.1.6, RFC 5280 section 6), with the
 * dates at `iat` and today. Revocation is not checked, as the page states.
 * @param issuedAt the token's `iat`, or null if unreadable
 */
export async function checkX5c(
  x5c: unknown,
  { subject, roots }: X5cTrust,
  issuedAt: Date | null,
  now: Date,
): Promise<X5cFinding> {
  const [leaf, ...others] = parseChain(x5c) ?? [];
  if (!leaf) return { kind: "refused", reason: "certificate_malformed" };
  const outcomes: PathOutcome[] = [];
  for (const path of findPaths(leaf, others, roots)) {
    if (!hasSubject(leaf, subject)) return { kind: "refused", reason: "certificate_subject_differs" };
    outcomes.push(evaluatePath(path, issuedAt, now));
    if (outcomes.at(-1) === "valid") break;
  }
  const outcome = outcomes.find((one) => one === "valid") ?? outcomes.find((one) => one === "expired") ?? outcomes[0];
  if (outcome === undefined) return { kind: "untrusted" };
  if (outcome === "signature_unsupported" || outcome === "key_unsupported") return { kind: "unsupported" };
  if (outcome === "certificate_constraint_unsupported") return { kind: "unprocessed", reason: outcome };
  if (outcome !== "valid" && outcome !== "expired") return { kind: "refused", reason: outcome };
  return trustLeaf(leaf, now, outcome === "expired");
}

type PathOutcome = "valid" | "expired" | PathFault | X5cReason;

function evaluatePath(path: Parameters<typeof validatePath>[0], issuedAt: Date | null, now: Date): PathOutcome {
  const { fault, profiles } = validatePath(path, signingPurposes);
  if (fault) return fault;
  if (issuedAt && !profiles.every((profile) => covers(profile, issuedAt))) return "certificate_not_valid_at_issue";
  if (profiles.some(({ notBefore }) => notBefore > now)) return "certificate_not_yet_valid";
  return profiles.every((profile) => covers(profile, now)) ? "valid" : "expired";
}

async function trustLeaf(leaf: Certificate, now: Date, expired: boolean): Promise<X5cFinding> {
  try {
    const from = { source: "x5c", fetchedAt: now.toISOString(), certificate: summarizeCertificate(leaf) } as const;
    const { jwk, kind } = describeKeyObject(readPublicKey(leaf.publicKey));
    if (kind !== null) return { kind: "unsupported" };
    return { kind: "trusted", key: await makeTrustedKey(jwk, from), expired };
  } catch {
    // OpenSSL cannot read every key type of a certificate (for example ML-DSA).
    return { kind: "unsupported" };
  }
}
