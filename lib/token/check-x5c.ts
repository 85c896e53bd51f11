import { hasSubject, readPublicKey, summarizeCertificate, X509Certificate } from "#lib/formats/x509/path-certificate";
import { buildPath, findPathFault, type PathFault } from "#lib/formats/x509/validate-path";
import { describeKeyObject, makeTrustedKey, type TrustedKey } from "#lib/trusted-keys/trusted-key";
import type { X5cTrust } from "#lib/trusted-keys/trusted-keys";

export type X5cReason =
  | PathFault
  | "certificate_malformed"
  | "certificate_subject_differs"
  | "certificate_not_valid_at_issue"
  | "certificate_not_yet_valid";

/** `unsupported`: trusted, but the leaf key's kind is not supported. `expired`: valid at `iat`, expired today. */
export type X5cFinding =
  | { kind: "trusted"; key: TrustedKey; expired: boolean }
  | { kind: "refused"; reason: X5cReason }
  | { kind: "unsupported" }
  | { kind: "untrusted" };

const maxCertificates = 8;
const maxCertificateChars = 24_000;

function parseChain(x5c: unknown): X509Certificate[] | null {
  if (!Array.isArray(x5c) || x5c.length === 0 || x5c.length > maxCertificates) return null;
  try {
    return x5c.map((text) => {
      if (typeof text !== "string" || text.length > maxCertificateChars) throw new TypeError("no certificate");
      const der = Buffer.from(text, "base64");
      if (der.toString("base64") !== text) throw new TypeError("not standard base64");
      return new X509Certificate(der);
    });
  } catch {
    return null;
  }
}

const covers = ({ notBefore, notAfter }: X509Certificate, at: Date) => notBefore <= at && at <= notAfter;

/**
 * Validates the header's `x5c` up to a configured trust anchor (RFC 7515 section 4.1.6, RFC 5280 section 6).
 * The library @peculiar/x509 checks names and signatures; this module checks dates (at `iat` and today), basic
 * constraints, path length, key usage and critical extensions. Revocation is not checked, as the page states.
 * @param issuedAt the token's `iat`, or null if unreadable
 */
export async function checkX5c(
  x5c: unknown,
  { subject, roots }: X5cTrust,
  issuedAt: Date | null,
  now: Date,
): Promise<X5cFinding> {
  const sent = parseChain(x5c);
  if (!sent) return { kind: "refused", reason: "certificate_malformed" };
  const path = await buildPath(sent, roots);
  if (!path) return { kind: "untrusted" };
  const [leaf] = path;
  if (!hasSubject(leaf, subject)) return { kind: "refused", reason: "certificate_subject_differs" };
  const fault = findPathFault(path);
  if (fault) return { kind: "refused", reason: fault };
  if (issuedAt && !path.every((certificate) => covers(certificate, issuedAt)))
    return { kind: "refused", reason: "certificate_not_valid_at_issue" };
  if (path.some(({ notBefore }) => notBefore > now)) return { kind: "refused", reason: "certificate_not_yet_valid" };
  try {
    const from = { source: "x5c", fetchedAt: now.toISOString(), certificate: summarizeCertificate(leaf) } as const;
    const { jwk, kind } = describeKeyObject(readPublicKey(leaf));
    if (kind !== null) return { kind: "unsupported" };
    const key = await makeTrustedKey(jwk, from);
    return { kind: "trusted", key, expired: !path.every((certificate) => covers(certificate, now)) };
  } catch {
    // OpenSSL cannot read every key type of a certificate (for example ML-DSA).
    return { kind: "unsupported" };
  }
}
