import {
  isAuthority,
  isIssuedBy,
  maySign,
  pathLengthOf,
  sameCertificate,
  type X509Certificate,
} from "./path-certificate.ts";

export type PathFault =
  | "certificate_not_authority"
  | "certificate_path_too_long"
  | "certificate_key_usage"
  | "certificate_critical_extension"
  | "certificate_weak_signature";

/** Supported critical extensions: basic constraints, key usage, extended key usage, subject alternative name. */
const knownCritical = new Set(["2.5.29.19", "2.5.29.15", "2.5.29.37", "2.5.29.17"]);

/** Builds the certification path from leaf to trust anchor. @returns null if no anchor is reachable */
export async function buildPath(
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

/** Returns why a path is invalid apart from its dates (RFC 5280 §6.1), or null. */
export function findPathFault(path: readonly X509Certificate[]): PathFault | null {
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
    // Counts the intermediate CAs below this certificate; depth 1 has none.
    const limit = pathLengthOf(certificate);
    if (limit !== null && depth - 1 > limit) return "certificate_path_too_long";
  }
  return null;
}
