import { type DerElement, readChildren, readElement, readOctets, readOid } from "./der.ts";
import { type Name, readDistinguishedName } from "./name.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export type AlgorithmIdentifier = { oid: string; parameters: DerElement | null; whole: Bytes };
export type Extension = { oid: string; critical: boolean; value: Bytes };
/** Subject public key info: the algorithm, and the key's bytes without the count of unused bits. */
export type PublicKeyInfo = { algorithm: AlgorithmIdentifier; key: Bytes; whole: Bytes };

/**
 * The parts of an X.509 certificate as sent (RFC 5280 §4.1), in DER or BER. Reading it says nothing about its form or
 * its trust: `checkCertificate` and `findPathFault` do.
 */
export type Certificate = {
  /** The bytes of the certificate alone. */
  der: Bytes;
  /** Bytes that follow the certificate. */
  trailing: Bytes;
  /** The bytes under the signature. */
  tbs: Bytes;
  /** 1, 2 or 3; or another number as sent. */
  version: number;
  serialNumber: Bytes;
  issuer: Name;
  notBefore: DerElement;
  notAfter: DerElement;
  subject: Name;
  issuerUniqueId: Bytes | null;
  subjectUniqueId: Bytes | null;
  publicKey: PublicKeyInfo;
  extensions: readonly Extension[];
  /** The algorithm under the signature, and the one beside it. */
  innerAlgorithm: AlgorithmIdentifier;
  signatureAlgorithm: AlgorithmIdentifier;
  signature: Bytes;
  /** True for further fields, an empty list of extensions, and a key or signature that ends within a byte. */
  isIrregular: boolean;
};

/** Reads the first certificate of the bytes. @throws RangeError if they do not begin with one */
export function parseCertificate(bytes: Bytes): Certificate {
  const outer = readElement(bytes);
  const [tbs, signatureAlgorithm, signature] = readChildren(outer);
  const fields = readChildren(tbs);
  const version = fields[0]?.tag === 0xa0 ? readVersion(fields.shift()) : 1;
  const [serialNumber, innerAlgorithm, issuer, validity, subject, publicKey, ...optional] = fields;
  const [notBefore, notAfter] = readChildren(validity);
  if (!tbs || serialNumber?.tag !== 0x02 || !notBefore || !notAfter) throw new RangeError("A part is missing");
  const [keyAlgorithm, keyBits] = readChildren(publicKey);
  const find = (wanted: number) => optional.find(({ tag }) => tag === wanted);
  const extensions = readExtensions(find(0xa3));
  const [issuerUniqueId, subjectUniqueId] = [find(0x81)?.content ?? null, find(0x82)?.content ?? null];
  const known = [issuerUniqueId, subjectUniqueId, extensions[0]].filter((field) => field != null);
  const key = readBits(keyBits);
  const signed = readBits(signature);
  return {
    der: outer.whole,
    trailing: bytes.subarray(outer.whole.length),
    tbs: tbs.whole,
    version,
    serialNumber: serialNumber.content,
    issuer: readDistinguishedName(issuer),
    notBefore,
    notAfter,
    subject: readDistinguishedName(subject),
    publicKey: { algorithm: readAlgorithm(keyAlgorithm), key: key.bytes, whole: publicKey?.whole ?? new Uint8Array() },
    issuerUniqueId,
    subjectUniqueId,
    extensions,
    innerAlgorithm: readAlgorithm(innerAlgorithm),
    signatureAlgorithm: readAlgorithm(signatureAlgorithm),
    signature: signed.bytes,
    isIrregular: key.unused !== 0 || signed.unused !== 0 || optional.length !== known.length,
  };
}

function readVersion(element: DerElement | undefined): number {
  const [number] = readChildren(element, 0xa0);
  return 1 + (number?.content.reduce((value, byte) => value * 256 + byte, 0) ?? 0);
}

/** @throws RangeError if it is not an AlgorithmIdentifier */
export function readAlgorithm(element: DerElement | undefined): AlgorithmIdentifier {
  const [oid, parameters = null] = readChildren(element);
  return { oid: readOid(oid), parameters, whole: element?.whole ?? new Uint8Array() };
}

function readBits(element: DerElement | undefined): { unused: number; bytes: Bytes } {
  if (element?.tag !== 0x03) throw new RangeError("Unexpected element");
  return { unused: element.content[0] ?? 8, bytes: element.content.subarray(1) };
}

function readExtensions(element: DerElement | undefined): Extension[] {
  if (!element) return [];
  return readChildren(readChildren(element, 0xa3)[0]).map((extension) => {
    const [oid, second, third] = readChildren(extension);
    const value = second?.tag === 0x01 ? third : second;
    if (!value) throw new RangeError("An extension has no value");
    return {
      oid: readOid(oid),
      critical: second?.tag === 0x01 && second.content.some((byte) => byte !== 0),
      value: readOctets(value),
    };
  });
}
