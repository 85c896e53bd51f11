import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate, type Name } from "@peculiar/asn1-x509";
import { decodeBase64 } from "#lib/bytes/base64";
import { computeDigest } from "#lib/bytes/digest";
import { toHex } from "#lib/bytes/hex";
import { readElements } from "./der.ts";
import { formatOid } from "./oids.ts";

/** Unverified fields of an X.509 certificate. */
export type CertificateFields = {
  subject: string;
  issuer: string;
  serialNumber: string;
  notBefore: string;
  notAfter: string;
  signatureAlgorithm: string;
  publicKey: string;
  sha256: string;
  extensions: { name: string; critical: boolean }[];
};

const maxCertificates = 50;

/** Reads one DER certificate or every certificate of a PEM text. @throws if the bytes are not certificates */
export async function readCertificates(bytes: Uint8Array<ArrayBuffer>): Promise<CertificateFields[]> {
  if (bytes[0] === 0x30) return [await describeCertificate(bytes)];
  const blocks = findPemBlocks(new TextDecoder().decode(bytes)).map(decodePemBody);
  if (blocks.length === 0) throw new Error("No certificate");
  return Promise.all(blocks.map(describeCertificate));
}

/** Finds the base64 between certificate boundaries (RFC 7468) in one pass, even with many unterminated ones. */
function findPemBlocks(text: string): string[] {
  const blocks: string[] = [];
  let from: number | null = null;
  for (const { 0: line, 1: edge, index } of text.matchAll(/-----(BEGIN|END) (?:TRUSTED )?CERTIFICATE-----/gu)) {
    if (edge === "BEGIN") from = index + line.length;
    else if (from !== null) {
      blocks.push(text.slice(from, index));
      from = null;
    }
    if (blocks.length === maxCertificates) break;
  }
  return blocks;
}

/** Reads the fields of a DER certificate (RFC 5280 §4.1). @throws if it is not one */
export async function describeCertificate(der: Uint8Array<ArrayBuffer>): Promise<CertificateFields> {
  const { tbsCertificate, signatureAlgorithm } = AsnConvert.parse(der, Certificate);
  const { validity, subjectPublicKeyInfo } = tbsCertificate;
  return {
    subject: formatName(tbsCertificate.subject),
    issuer: formatName(tbsCertificate.issuer),
    serialNumber: toHex(new Uint8Array(tbsCertificate.serialNumber)),
    notBefore: formatTime(validity.notBefore.getTime()),
    notAfter: formatTime(validity.notAfter.getTime()),
    signatureAlgorithm: formatOid(signatureAlgorithm.algorithm),
    publicKey: describeKey(subjectPublicKeyInfo.algorithm, new Uint8Array(subjectPublicKeyInfo.subjectPublicKey)),
    sha256: await computeDigest(der),
    extensions: [...(tbsCertificate.extensions ?? [])].map(({ extnID, critical }) => ({
      name: formatOid(extnID),
      critical,
    })),
  };
}

/** Formats to the second in UTC (RFC 5280 §4.1.2.5). */
const formatTime = (time: Date) => time.toISOString().replace(".000Z", "Z");

/** Formats `CN=Specimen, O=…` in certificate order. */
export function formatName(name: Name): string {
  return name
    .map((set) => set.map(({ type, value }) => `${formatOid(type, true)}=${value.toString()}`).join("+"))
    .join(", ");
}

function describeKey(
  algorithm: { algorithm: string; parameters?: ArrayBuffer | null },
  key: Uint8Array<ArrayBuffer>,
): string {
  const name = formatOid(algorithm.algorithm);
  try {
    if (algorithm.algorithm === "1.2.840.113549.1.1.1") {
      const modulus = readElements(readElements(key)[0]?.content ?? key)[0]?.content ?? new Uint8Array();
      const leading = modulus.findIndex((byte) => byte !== 0);
      return `${name}, ${(modulus.length - Math.max(leading, 0)) * 8} bit`;
    }
    const [curve] = algorithm.parameters ? readElements(new Uint8Array(algorithm.parameters)) : [];
    if (curve?.tag === 6) return `${name}, ${formatOid(decodeOid(curve.content))}`;
  } catch {
    // Unknown parameters: return the algorithm name alone.
  }
  return name;
}

/** Decodes an OBJECT IDENTIFIER (X.690 §8.19) to dotted form. */
function decodeOid(content: Uint8Array): string {
  const arcs: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    if (arcs.length === 0)
      arcs.push(Math.min(Math.floor(value / 40), 2), value - 40 * Math.min(Math.floor(value / 40), 2));
    else arcs.push(value);
    value = 0;
  }
  return arcs.join(".");
}

export function decodePemBody(text: string): Uint8Array<ArrayBuffer> {
  return decodeBase64(text.replace(/\s+/gu, ""));
}
