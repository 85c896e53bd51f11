import { makeTrustedKey, type TrustedKey } from "#lib/trusted-keys/trusted-key";
import {
  describeCertificate,
  describeKeyObject,
  hasSubject,
  isAuthority,
  isIssuedBy,
  maySign,
  pathLengthOf,
  readPublicKey,
  sameCertificate,
  X509Certificate,
} from "./certificate.ts";

/** What a certificate chain in a token may lead to: TRUST_X5C_SUBJECT and the CA certificates of TRUST_PEM_FILE. */
export type ChainTrust = { subject: string; roots: readonly X509Certificate[] };

export type ChainReason =
  | "certificate_malformed"
  | "certificate_subject_differs"
  | "certificate_not_authority"
  | "certificate_path_too_long"
  | "certificate_key_usage"
  | "certificate_critical_extension"
  | "certificate_weak_signature"
  | "certificate_not_valid_at_issue"
  | "certificate_not_yet_valid";

/**
 * `untrusted`: the chain does not end in a configured root. `unsupported`: it does, and the leaf's key is of a kind that
 * cannot be checked here. `expired`: good at `iat`, over by today.
 */
export type ChainFinding =
  | { kind: "trusted"; key: TrustedKey; expired: boolean }
  | { kind: "refused"; reason: ChainReason }
  | { kind: "unsupported" }
  | { kind: "untrusted" };

const maxCertificates = 8;
const maxCertificateChars = 24_000;

/** Basic constraints, key usage, extended key usage, subject alternative name: critical extensions that we know. */
const knownCritical = new Set(["2.5.29.19", "2.5.29.15", "2.5.29.37", "2.5.29.17"]);

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

/** Leaf first, root of ours last; null when no link leads to one. */
async function buildPath(
  sent: readonly X509Certificate[],
  roots: readonly X509Certificate[],
): Promise<[X509Certificate, ...X509Certificate[]] | null> {
  const [leaf, ...above] = sent;
  if (!leaf) return null;
  const path: [X509Certificate, ...X509Certificate[]] = [leaf];
  let last = leaf;
  for (const next of [...above, null]) {
    for (const root of roots)
      if (await isIssuedBy(last, root)) return sameCertificate(last, root) ? path : [...path, root];
    if (next === null || !(await isIssuedBy(last, next))) return null;
    path.push(next);
    last = next;
  }
  return null;
}

function findPathFault(path: readonly X509Certificate[]): ChainReason | null {
  for (const [depth, certificate] of path.entries()) {
    if (certificate.extensions.some(({ critical, type }) => critical && !knownCritical.has(type)))
      return "certificate_critical_extension";
    const { hash } = certificate.signatureAlgorithm as { hash?: { name?: string } };
    if (hash?.name === "SHA-1" || hash?.name === "MD5") return "certificate_weak_signature";
    if (depth === 0) {
      if (!maySign(certificate, "content")) return "certificate_key_usage";
      continue;
    }
    if (!isAuthority(certificate)) return "certificate_not_authority";
    if (!maySign(certificate, "certificates")) return "certificate_key_usage";
    // Authorities between this one and the leaf; depth 1 has none below.
    const limit = pathLengthOf(certificate);
    if (limit !== null && depth - 1 > limit) return "certificate_path_too_long";
  }
  return null;
}

const covers = ({ notBefore, notAfter }: X509Certificate, at: Date) => notBefore <= at && at <= notAfter;

/**
 * Follows the header's `x5c` (RFC 7515 section 4.1.6) to a root of ours. Names and signatures by @peculiar/x509; dates
 * (at `iat` and today), basic constraints, path length, key usage and critical extensions by us. Revocation is not
 * checked, and the page says so.
 * @param issuedAt the token's `iat`, or null where it has none that can be read
 */
export async function checkChain(
  x5c: unknown,
  { subject, roots }: ChainTrust,
  issuedAt: Date | null,
  now: Date,
): Promise<ChainFinding> {
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
    const from = { source: "x5c", fetchedAt: now.toISOString(), certificate: describeCertificate(leaf) } as const;
    const { jwk, kind } = describeKeyObject(readPublicKey(leaf));
    if (kind !== null) return { kind: "unsupported" };
    const key = await makeTrustedKey(jwk, from);
    return { kind: "trusted", key, expired: !path.every((certificate) => covers(certificate, now)) };
  } catch {
    // OpenSSL cannot read every kind of key that a certificate may hold (ML-DSA, for one).
    return { kind: "unsupported" };
  }
}
