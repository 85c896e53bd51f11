import { X509Certificate } from "@peculiar/x509";

/** The fields of an X.509 certificate as they stand. Nothing here says that anybody checked them. */
export type CertificateFields = {
  subject: string;
  issuer: string;
  serialNumber: string;
  notBefore: string;
  notAfter: string;
  signatureAlgorithm: string;
  publicKey: string;
  sha256: string;
  extensions: { oid: string; critical: boolean }[];
};

/** Reads one DER certificate, or every certificate of a PEM text. @throws when the bytes are not certificates. */
export async function readCertificates(bytes: Uint8Array<ArrayBuffer>): Promise<CertificateFields[]> {
  if (bytes[0] === 0x30) return [await describeCertificate(new X509Certificate(bytes))];
  const text = new TextDecoder().decode(bytes);
  const blocks =
    text.match(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED )?CERTIFICATE-----/gu) ?? [];
  if (blocks.length === 0) throw new Error("No certificate");
  return Promise.all(blocks.slice(0, 50).map((block) => describeCertificate(new X509Certificate(block))));
}

/** The fields of one parsed certificate. */
export async function describeCertificate(certificate: X509Certificate): Promise<CertificateFields> {
  const { publicKey, signatureAlgorithm } = certificate;
  return {
    subject: certificate.subject,
    issuer: certificate.issuer,
    serialNumber: certificate.serialNumber,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    signatureAlgorithm: describeAlgorithm(signatureAlgorithm),
    publicKey: describeAlgorithm(publicKey.algorithm),
    sha256: formatHex(new Uint8Array(await certificate.getThumbprint("SHA-256"))),
    extensions: certificate.extensions.map(({ type, critical }) => ({ oid: type, critical })),
  };
}

/** An algorithm as WebCrypto names it: `ECDSA P-256`, `RSASSA-PKCS1-v1_5 2048 SHA-256`. */
function describeAlgorithm(algorithm: Algorithm): string {
  const { name, namedCurve, modulusLength, hash } = algorithm as Algorithm & {
    namedCurve?: string;
    modulusLength?: number;
    hash?: { name: string };
  };
  return [name, namedCurve, modulusLength, hash?.name].filter(Boolean).join(" ");
}

/** Bytes as lower-case hex. */
export function formatHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
