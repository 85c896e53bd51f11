import { toHex } from "#lib/bytes/hex";
import { type CertificateFields, describeCertificate } from "./certificate.ts";
import { type DerElement, formatDerTime, readChildren, readElement, readElements, readOctets, readOid } from "./der.ts";
import { formatName, readDistinguishedName } from "./name.ts";
import { formatOid } from "./oids.ts";
import { readAlgorithm } from "./parse-certificate.ts";
import { cmsLabels, decodePemBody, findPemBlocks } from "./pem.ts";

/** Fields of CMS SignedData (RFC 5652 §5), as sent. */
export type SignedDataFields = {
  version: number;
  contentType: string;
  digestAlgorithms: string[];
  eContentType: string;
  /** The signed content; null for a detached signature. */
  eContent: Uint8Array<ArrayBuffer> | null;
  signers: SignerFields[];
  certificates: CertificateFields[];
};

export type SignerFields = {
  id: string;
  digestAlgorithm: string;
  signatureAlgorithm: string;
  signingTime: string | null;
  messageDigest: string | null;
};

/** Content of another type than SignedData; the algorithm of its encryption, or its digest, if it has one. */
export type OtherContentFields = {
  contentType: string;
  version: number;
  encryption: string | null;
  digest: { algorithm: string; value: string } | null;
};

const ids = {
  signedData: "1.2.840.113549.1.7.2",
  digestedData: "1.2.840.113549.1.7.5",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
};
const encrypting = new Set([
  "1.2.840.113549.1.7.3", // enveloped data
  "1.2.840.113549.1.7.6", // encrypted data
  "1.2.840.113549.1.9.16.1.23", // authenticated-enveloped data
]);

/** Reads content of any type in DER, BER or PEM. @throws if it is not CMS */
export async function readCms(bytes: Uint8Array<ArrayBuffer>): Promise<SignedDataFields | OtherContentFields> {
  const { type, content } = readContentInfo(bytes);
  return type === ids.signedData ? readSignedData(content) : readOther(type, content);
}

function readContentInfo(bytes: Uint8Array<ArrayBuffer>): { type: string; content: DerElement } {
  const [type, wrapped] = readChildren(readElement(bytes[0] === 0x30 ? bytes : decodePem(bytes)));
  const [content] = readChildren(wrapped, 0xa0);
  if (!content) throw new RangeError("No content");
  return { type: readOid(type), content };
}

function decodePem(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const [block] = findPemBlocks(new TextDecoder().decode(bytes), cmsLabels);
  return decodePemBody(block?.body ?? "");
}

async function readSignedData(element: DerElement): Promise<SignedDataFields> {
  const [version, digests, encapsulated, ...rest] = readChildren(element);
  const [type, wrapped] = readChildren(encapsulated);
  const [content] = wrapped ? readChildren(wrapped, 0xa0) : [];
  const sent = rest.find(({ tag }) => tag === 0xa0);
  const certificates = (sent ? readElements(sent.content) : []).filter(({ tag }) => tag === 0x30);
  return {
    version: readNumber(version),
    contentType: formatOid(readOid(type)),
    digestAlgorithms: readChildren(digests, 0x31).map((algorithm) => formatOid(readAlgorithm(algorithm).oid)),
    eContentType: readOid(type),
    eContent: content ? copyContent(content) : null,
    signers: readChildren(
      rest.find(({ tag }) => tag === 0x31),
      0x31,
    ).map(describeSigner),
    certificates: await Promise.all(certificates.map(({ whole }) => describeCertificate(whole))),
  };
}

/** Older signatures hold another element than an OCTET STRING. */
const copyContent = (content: DerElement) =>
  (content.tag & 0xdf) === 0x04 ? readOctets(content).slice() : content.whole.slice();

const readNumber = (element: DerElement | undefined) =>
  element?.content.reduce((value, byte) => value * 256 + byte, 0) ?? 0;

function describeSigner(element: DerElement): SignerFields {
  const [, id, digestAlgorithm, ...rest] = readChildren(element);
  const signed = rest.find(({ tag }) => tag === 0xa0);
  const attributes = new Map(
    (signed ? readElements(signed.content) : []).map((attribute) => {
      const [type, values] = readChildren(attribute);
      return [readOid(type), readChildren(values, 0x31)[0]];
    }),
  );
  const time = attributes.get(ids.signingTime);
  const digest = attributes.get(ids.messageDigest);
  return {
    id: describeSignerId(id),
    digestAlgorithm: formatOid(readAlgorithm(digestAlgorithm).oid),
    signatureAlgorithm: formatOid(readAlgorithm(rest.find(({ tag }) => tag === 0x30)).oid),
    signingTime: time ? formatDerTime(time) : null,
    messageDigest: digest ? toHex(readOctets(digest)) : null,
  };
}

/** Issuer and serial number, or the subject key identifier (RFC 5652 §5.3). */
function describeSignerId(id: DerElement | undefined): string {
  if (id?.tag !== 0x30) return id ? toHex(readOctets({ ...id, tag: id.tag & 0x3f })) : "";
  const [issuer, serialNumber] = readChildren(id);
  return `${formatName(readDistinguishedName(issuer))}, ${toHex(serialNumber?.content ?? new Uint8Array())}`;
}

function readOther(type: string, content: DerElement): OtherContentFields {
  const parts = content.tag === 0x30 ? readChildren(content) : [];
  const sequences = parts.filter(({ tag }) => tag === 0x30);
  const digest = parts.at(-1);
  return {
    contentType: formatOid(type),
    version: parts[0]?.tag === 0x02 ? readNumber(parts[0]) : 0,
    encryption: encrypting.has(type) ? formatOid(readAlgorithm(readChildren(sequences[0])[1]).oid) : null,
    digest:
      type === ids.digestedData && digest
        ? { algorithm: formatOid(readAlgorithm(sequences[0]).oid), value: toHex(readOctets(digest)) }
        : null,
  };
}
