import { computeDigest } from "#lib/bytes/digest";
import { toHex } from "#lib/bytes/hex";
import type { CertificateSummary } from "./certificate-summary.ts";
import { formatDerTime, readElement, readElements, readOid } from "./der.ts";
import { isDer } from "./is-der.ts";
import { formatName } from "./name.ts";
import { formatOid } from "./oids.ts";
import { type Certificate, type PublicKeyInfo, parseCertificate } from "./parse-certificate.ts";
import { certificateLabels, decodePemBody, findPemBlocks } from "./pem.ts";

/** Unverified fields of an X.509 certificate, as sent. */
export type CertificateFields = {
  version: number;
  subject: string;
  issuer: string;
  serialNumber: string;
  /** ISO 8601 UTC, or as sent if it is in another form than RFC 5280 demands. */
  notBefore: string;
  notAfter: string;
  signatureAlgorithm: string;
  publicKey: string;
  /** Of the certificate's bytes as sent. */
  sha256: string;
  extensions: { name: string; critical: boolean }[];
  encoding: "DER" | "BER";
  /** Bytes after the certificate: trust settings of OpenSSL, or anything else. */
  trailingBytes: number;
};

/** Reads one certificate in DER or BER, or every certificate of a PEM text. @throws if the bytes are not certificates */
export async function readCertificates(bytes: Uint8Array<ArrayBuffer>): Promise<CertificateFields[]> {
  return (await readCertificateFile(bytes)).certificates;
}

/** A file of certificates: the first of them, and how many there are. */
export type CertificateFile = { certificates: CertificateFields[]; total: number };

const mostShown = 50;

/** As `readCertificates`, with the number of all certificates in a PEM text. */
export async function readCertificateFile(bytes: Uint8Array<ArrayBuffer>): Promise<CertificateFile> {
  if (bytes[0] === 0x30) return { certificates: [await describeCertificate(bytes)], total: 1 };
  const blocks = findPemBlocks(new TextDecoder().decode(bytes), certificateLabels);
  if (blocks.length === 0) throw new Error("No certificate");
  const shown = blocks.slice(0, mostShown).map(({ body }) => describeCertificate(decodePemBody(body)));
  return { certificates: await Promise.all(shown), total: blocks.length };
}

/** Reads the fields of a certificate (RFC 5280 §4.1). @throws if it is not one */
export async function describeCertificate(bytes: Uint8Array<ArrayBuffer>): Promise<CertificateFields> {
  const certificate = parseCertificate(bytes);
  return {
    ...describeIdentity(certificate),
    version: certificate.version,
    signatureAlgorithm: formatOid(certificate.signatureAlgorithm.oid),
    publicKey: describeKey(certificate.publicKey),
    sha256: await computeDigest(certificate.der),
    extensions: certificate.extensions.map(({ oid, critical }) => ({ name: formatOid(oid), critical })),
    encoding: isDer(certificate.der) ? "DER" : "BER",
    trailingBytes: certificate.trailing.length,
  };
}

export function describeIdentity(certificate: Certificate): Omit<CertificateSummary, "sha256"> {
  return {
    subject: formatName(certificate.subject),
    issuer: formatName(certificate.issuer),
    serialNumber: toHex(certificate.serialNumber),
    notBefore: formatDerTime(certificate.notBefore),
    notAfter: formatDerTime(certificate.notAfter),
  };
}

const rsa = "1.2.840.113549.1.1.1";

function describeKey({ algorithm, key }: PublicKeyInfo): string {
  const name = formatOid(algorithm.oid);
  try {
    if (algorithm.oid === rsa) return `${name}, ${countBits(readElements(readElement(key).content)[0]?.content)} bit`;
    if (algorithm.parameters?.tag === 0x06) return `${name}, ${formatOid(readOid(algorithm.parameters))}`;
  } catch {
    // Unknown parameters: return the algorithm name alone.
  }
  return name;
}

/** Counts the bits of an INTEGER without its leading zeros. */
function countBits(bytes: Uint8Array = new Uint8Array()): number {
  const leading = bytes.findIndex((byte) => byte !== 0);
  if (leading === -1) return 0;
  return (bytes.length - leading) * 8 - Math.clz32(bytes[leading] ?? 0) + 24;
}
