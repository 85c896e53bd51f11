import "./reflect-metadata.ts";
import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, Name, X509Certificate } from "@peculiar/x509";
import type { CertificateSummary } from "./certificate-summary.ts";

export { X509Certificate };

export function summarizeCertificate(certificate: X509Certificate): CertificateSummary {
  return {
    subject: certificate.subject,
    issuer: certificate.issuer,
    serialNumber: certificate.serialNumber,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    sha256: createHash("sha256").update(Buffer.from(certificate.rawData)).digest("hex"),
  };
}

/** Returns the public key. @throws if OpenSSL cannot read it */
export function readPublicKey(certificate: X509Certificate): KeyObject {
  return createPublicKey({ key: Buffer.from(certificate.publicKey.rawData), format: "der", type: "spki" });
}

/** Checks basic constraints (RFC 5280 §4.2.1.9). */
export function isAuthority(certificate: X509Certificate): boolean {
  return certificate.getExtension(BasicConstraintsExtension)?.ca === true;
}

export function pathLengthOf(certificate: X509Certificate): number | null {
  return certificate.getExtension(BasicConstraintsExtension)?.pathLength ?? null;
}

/** Checks key usage for content or certificates (RFC 5280 §4.2.1.3); true if the extension is absent. */
export function maySign(certificate: X509Certificate, what: "content" | "certificates"): boolean {
  const usages = certificate.getExtension(KeyUsagesExtension)?.usages;
  const content = KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation;
  return usages === undefined || (usages & (what === "content" ? content : KeyUsageFlags.keyCertSign)) !== 0;
}

export function sameCertificate(left: X509Certificate, right: X509Certificate): boolean {
  return Buffer.from(left.rawData).equals(Buffer.from(right.rawData));
}

/** Tells whether the issuer's name matches and its key verifies the signature. */
export async function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): Promise<boolean> {
  const names = [certificate.issuerName, issuer.subjectName].map((name) => Buffer.from(name.toArrayBuffer()));
  if (names[0] === undefined || !names[1]?.equals(names[0])) return false;
  try {
    return await certificate.verify({ publicKey: issuer, signatureOnly: true });
  } catch {
    return false;
  }
}

const partsOf = (name: Name) => name.toJSON().map((part) => JSON.stringify(part));

/** Compares a subject with the operator's text, in either attribute order. */
export function hasSubject(certificate: X509Certificate, wanted: string): boolean {
  let parts: string[];
  try {
    parts = partsOf(new Name(wanted));
  } catch {
    return false;
  }
  const own = partsOf(certificate.subjectName);
  const same = (other: string[]) => own.length === other.length && own.every((part, index) => part === other[index]);
  return own.length > 0 && (same(parts) || same(parts.toReversed()));
}
