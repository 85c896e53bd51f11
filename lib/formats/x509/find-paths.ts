import { sameBytes } from "#lib/bytes/same-bytes";
import { sameName } from "./compare-names.ts";
import type { Certificate } from "./parse-certificate.ts";
import { verifySignature } from "./verify-signature.ts";

/** From the leaf to a trust anchor; the leaf alone if it is an anchor itself. */
export type CertificationPath = readonly [Certificate, ...Certificate[]];

/** Certificates of a path without its anchor, and issuers that are tried in all: both bound the work of hostile input. */
const maxCertificates = 8;
const maxTries = 200;

/**
 * Finds the paths from a certificate to a trust anchor: names chain and signatures verify, or use an algorithm that is
 * not supported. Nothing else is checked; the order of the other certificates does not count.
 */
export function* findPaths(
  leaf: Certificate,
  others: readonly Certificate[],
  anchors: readonly Certificate[],
): Generator<CertificationPath> {
  const isAnchor = (certificate: Certificate) => anchors.some((anchor) => sameBytes(anchor.der, certificate.der));
  if (isAnchor(leaf)) {
    yield [leaf];
    return;
  }
  const issuers = others.filter((other) => !isAnchor(other));
  const verified = new Map<Certificate, Map<Certificate, boolean>>();
  let tries = 0;

  function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
    if (!chains(certificate, issuer)) return false;
    tries += 1;
    if (tries > maxTries) return false;
    const known = verified.get(certificate) ?? new Map<Certificate, boolean>();
    verified.set(certificate, known);
    const outcome = known.get(issuer) ?? verifySignature(certificate, issuer) !== "bad";
    known.set(issuer, outcome);
    return outcome;
  }

  function* extend(path: CertificationPath): Generator<CertificationPath> {
    const last = path.at(-1) ?? leaf;
    for (const anchor of anchors) if (isIssuedBy(last, anchor)) yield [...path, anchor];
    if (path.length === maxCertificates) return;
    // A path that comes back to a key and its name only makes a longer one.
    const isNew = (issuer: Certificate) => !path.some((member) => isSameHolder(member, issuer));
    for (const issuer of issuers) if (isNew(issuer) && isIssuedBy(last, issuer)) yield* extend([...path, issuer]);
  }

  yield* extend([leaf]);
}

/** Names chain; a unique ID of the issuer, which tells two holders of one name apart, must be that of the issuer. */
function chains({ issuer, issuerUniqueId }: Certificate, { subject, subjectUniqueId }: Certificate): boolean {
  if (issuerUniqueId && !(subjectUniqueId && sameBytes(issuerUniqueId, subjectUniqueId))) return false;
  return sameName(issuer, subject);
}

function isSameHolder(left: Certificate, right: Certificate): boolean {
  return sameBytes(left.publicKey.whole, right.publicKey.whole) && sameName(left.subject, right.subject);
}
