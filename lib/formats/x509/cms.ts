import { ContentInfo, SignedData, type SignerInfo } from "@peculiar/asn1-cms";
import { AsnConvert } from "@peculiar/asn1-schema";
import { toHex } from "#lib/bytes/hex";
import { type CertificateFields, decodePemBody, describeCertificate, formatName } from "./certificate.ts";
import { formatDerTime, readElements } from "./der.ts";
import { formatOid } from "./oids.ts";

/** Fields of CMS SignedData (RFC 5652 §5). */
export type CmsFields = {
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

const attributes = { messageDigest: "1.2.840.113549.1.9.4", signingTime: "1.2.840.113549.1.9.5" } as const;

/** Reads DER or PEM. @throws if it is not SignedData */
export async function readCms(bytes: Uint8Array<ArrayBuffer>): Promise<CmsFields> {
  const der = bytes[0] === 0x2d ? decodePem(bytes) : bytes;
  const signed = AsnConvert.parse(AsnConvert.parse(der, ContentInfo).content, SignedData);
  const content = signed.encapContentInfo.eContent?.single?.buffer ?? null;
  const { eContentType } = signed.encapContentInfo;
  const certificates: CertificateFields[] = [];
  for (const choice of signed.certificates ?? []) {
    if (choice.certificate)
      certificates.push(await describeCertificate(new Uint8Array(AsnConvert.serialize(choice.certificate))));
  }
  return {
    version: Number(signed.version),
    contentType: formatOid(eContentType),
    digestAlgorithms: [...signed.digestAlgorithms].map(({ algorithm }) => formatOid(algorithm)),
    eContentType,
    eContent: content && new Uint8Array(content),
    signers: [...signed.signerInfos].map(describeSigner),
    certificates,
  };
}

function describeSigner(signer: SignerInfo): SignerFields {
  const { issuerAndSerialNumber, subjectKeyIdentifier } = signer.sid;
  const id = issuerAndSerialNumber
    ? `${formatName(issuerAndSerialNumber.issuer)}, ${toHex(new Uint8Array(issuerAndSerialNumber.serialNumber))}`
    : toHex(new Uint8Array(subjectKeyIdentifier?.buffer ?? new ArrayBuffer(0)));
  const find = (oid: string) => {
    const value = signer.signedAttrs?.find((attribute) => attribute.attrType === oid)?.attrValues[0];
    return value ? readElements(new Uint8Array(value))[0] : undefined;
  };
  const time = find(attributes.signingTime);
  const digest = find(attributes.messageDigest);
  return {
    id,
    digestAlgorithm: formatOid(signer.digestAlgorithm.algorithm),
    signatureAlgorithm: formatOid(signer.signatureAlgorithm.algorithm),
    signingTime: time ? formatDerTime(time) : null,
    messageDigest: digest ? toHex(digest.content) : null,
  };
}

function decodePem(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return decodePemBody(new TextDecoder().decode(bytes).replace(/-----[^-]+-----/gu, ""));
}
