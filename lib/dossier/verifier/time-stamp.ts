import { toHex } from "#lib/bytes/hex";
import { sameBytes } from "#lib/bytes/same-bytes";
import { type DerElement, readChildren, readElement, readElements, readOctets, readOid } from "#lib/formats/x509/der";
import {
  type AlgorithmIdentifier,
  type Certificate,
  parseCertificate,
  readAlgorithm,
} from "#lib/formats/x509/parse-certificate";
import { UnsupportedError } from "./log-key.ts";
import { type SignatureScheme, verifySignature } from "./web-signature.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A time stamp (RFC 3161 section 2.4.2) as far as it is verified: `imprint` is SHA-256 in hex, `genTime` UTC; `certificates` are those
 * of the response, in DER.
 */
export type TimeStamp = {
  imprint: string;
  genTime: Date;
  nonce: string | null;
  signer: Certificate;
  certificates: readonly Bytes[];
};

/** The response grants nothing, is malformed, or its signature is not good. */
export class TimeStampError extends Error {
  override readonly name = "TimeStampError";
}

const oids = {
  signedData: "1.2.840.113549.1.7.2",
  tstInfo: "1.2.840.113549.1.9.16.1.4",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  timeStamping: "1.3.6.1.5.5.7.3.8",
  extendedKeyUsage: "2.5.29.37",
  sha256: "2.16.840.1.101.3.4.2.1",
};

const hashes: Record<string, string> = {
  "1.3.14.3.2.26": "SHA-1",
  [oids.sha256]: "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};
const rsaWithHash: Record<string, string> = {
  "1.2.840.113549.1.1.11": "SHA-256",
  "1.2.840.113549.1.1.12": "SHA-384",
  "1.2.840.113549.1.1.13": "SHA-512",
};
const ecdsaWithHash: Record<string, string> = {
  "1.2.840.10045.4.3.2": "SHA-256",
  "1.2.840.10045.4.3.3": "SHA-384",
  "1.2.840.10045.4.3.4": "SHA-512",
};

function hashName(oid: string): string {
  const name = hashes[oid];
  if (name === undefined) throw new UnsupportedError(`the digest ${oid}`);
  return name;
}

const digest = async (name: string, bytes: Bytes) => new Uint8Array(await crypto.subtle.digest(name, bytes));

/** Parameters of RSASSA-PSS (RFC 4055 section 3.1): the hash, MGF1 with the same hash, the length of the salt. */
function readPss({ parameters }: AlgorithmIdentifier): SignatureScheme {
  const parts = parameters ? readChildren(parameters) : [];
  const [hash] = readChildren(parts.find(({ tag }) => tag === 0xa0) ?? parts[0], 0xa0);
  const salt = parts.find(({ tag }) => tag === 0xa2);
  const saltLength = salt
    ? (readElement(salt.content).content.reduce((value, byte) => value * 256 + byte, 0) ?? 20)
    : 20;
  return { kind: "rsa-pss", hash: hashName(readAlgorithm(hash).oid), saltLength };
}

function schemeOf(algorithm: AlgorithmIdentifier, digestOid: string): SignatureScheme {
  const { oid } = algorithm;
  const rsa = rsaWithHash[oid] ?? (oid === "1.2.840.113549.1.1.1" ? hashName(digestOid) : undefined);
  if (rsa) return { kind: "rsa", hash: rsa };
  const ecdsa = ecdsaWithHash[oid];
  if (ecdsa) return { kind: "ecdsa", hash: ecdsa };
  if (oid === "1.2.840.113549.1.1.10") return readPss(algorithm);
  if (oid === "1.3.101.112") return { kind: "ed25519" };
  throw new UnsupportedError(`the signature algorithm ${oid}`);
}

/** GeneralizedTime of RFC 3161: fractions of a second are allowed. */
function readGenTime({ tag, content }: DerElement): Date {
  const text = new TextDecoder("latin1").decode(content);
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/, "$1-$2-$3T$4:$5:$6$7Z");
  const time = new Date(iso);
  if (tag !== 0x18 || iso === text || Number.isNaN(time.getTime())) throw new TimeStampError("The time is malformed.");
  return time;
}

function readAttributes(set: DerElement): Map<string, DerElement> {
  const attributes = new Map<string, DerElement>();
  for (const attribute of readElements(set.content)) {
    const [type, values] = readChildren(attribute);
    const [value, ...more] = readChildren(values, 0x31);
    const oid = readOid(type);
    if (!value || more.length > 0 || attributes.has(oid)) throw new TimeStampError("An attribute is malformed.");
    attributes.set(oid, value);
  }
  return attributes;
}

/** Digest of the signer's certificate (RFC 5035 section 4, RFC 2634 section 5.4.1). */
function readCertificateDigest(attributes: Map<string, DerElement>): { hash: string; value: Bytes } {
  const [second, first] = [attributes.get(oids.signingCertificateV2), attributes.get(oids.signingCertificate)];
  const [ids] = readChildren(readElement((second ?? first ?? { whole: new Uint8Array() }).whole));
  const [id] = readChildren(ids);
  const parts = readChildren(id);
  const [head] = parts;
  const isNamed = second !== undefined && head?.tag === 0x30;
  const value = isNamed ? parts[1] : head;
  if (value?.tag !== 0x04) throw new TimeStampError("The certificate of the signer is not named.");
  const implied = second ? "SHA-256" : "SHA-1";
  return { hash: isNamed ? hashName(readAlgorithm(head).oid) : implied, value: value.content };
}

const isForTimeStamping = ({ extensions }: Certificate) =>
  extensions.some(
    ({ oid, value }) =>
      oid === oids.extendedKeyUsage &&
      readChildren(readElement(value.slice())).some((usage) => readOid(usage) === oids.timeStamping),
  );

/** A certificate that can be read; another one cannot be the signer's. */
function tryCertificate(bytes: Bytes): Certificate[] {
  try {
    return [parseCertificate(bytes)];
  } catch {
    return [];
  }
}

/**
 * Verifies an RFC 3161 response up to the signer's certificate; its chain is not judged.
 * @param others certificates beside the response, in DER @throws TimeStampError, UnsupportedError
 */
export async function verifyTimeStamp(response: Bytes, others: readonly Bytes[]): Promise<TimeStamp> {
  try {
    return await readTimeStamp(response, others);
  } catch (error) {
    if (error instanceof RangeError) throw new TimeStampError("The response is malformed.");
    throw error;
  }
}

async function readTimeStamp(response: Bytes, others: readonly Bytes[]): Promise<TimeStamp> {
  const outer = readElement(response);
  const [status, token] = readChildren(outer);
  const granted = readChildren(status)[0]?.content;
  if (outer.whole.length !== response.length || granted?.length !== 1 || (granted[0] ?? 2) > 1 || !token)
    throw new TimeStampError("The response does not grant a time stamp.");
  const [type, wrapped] = readChildren(token);
  if (readOid(type) !== oids.signedData) throw new TimeStampError("The response has no signed data.");
  const [, , encapsulated, ...rest] = readChildren(readChildren(wrapped, 0xa0)[0]);
  const [contentType, content] = readChildren(encapsulated);
  const [octets] = readChildren(content, 0xa0);
  if (readOid(contentType) !== oids.tstInfo || !octets)
    throw new TimeStampError("The signed data is not a time stamp.");
  const info = readOctets(octets).slice();
  const signers = readChildren(
    rest.find(({ tag }) => tag === 0x31),
    0x31,
  );
  const [, , digestAlgorithm, ...signerRest] = readChildren(signers[0]);
  const attributesElement = signerRest.find(({ tag }) => tag === 0xa0);
  const signatureAlgorithm = readAlgorithm(signerRest.find(({ tag }) => tag === 0x30));
  const signature = signerRest.find(({ tag }) => tag === 0x04);
  if (signers.length !== 1 || !attributesElement || !signature) throw new TimeStampError("The signer is malformed.");
  const attributes = readAttributes(attributesElement);
  const digestOid = readAlgorithm(digestAlgorithm).oid;
  const messageDigest = attributes.get(oids.messageDigest)?.content;
  const isOwnDigest = messageDigest && sameBytes(messageDigest, await digest(hashName(digestOid), info));
  const signedType = attributes.get(oids.contentType);
  if (!isOwnDigest || !signedType || readOid(signedType) !== oids.tstInfo)
    throw new TimeStampError("The content was changed.");
  const sent = rest.find(({ tag }) => tag === 0xa0);
  const ders = [...(sent ? readElements(sent.content).map(({ whole }) => whole.slice()) : []), ...others];
  const named = readCertificateDigest(attributes);
  const digests = await Promise.all(ders.map((der) => digest(named.hash, der)));
  const signer = tryCertificate(
    ders[digests.findIndex((value) => sameBytes(value, named.value))] ?? new Uint8Array(),
  )[0];
  if (!signer || !isForTimeStamping(signer))
    throw new TimeStampError("The certificate of the signer is missing, or is not for time stamps.");
  // The signature covers the attributes as a SET OF, whose tag differs from the implicit one (RFC 5652 section 5.4).
  const signed = attributesElement.whole.slice();
  signed[0] = 0x31;
  const isGood = await verifySignature(
    schemeOf(signatureAlgorithm, digestOid),
    signer.publicKey.whole.slice(),
    signed,
    signature.content.slice(),
  );
  if (!isGood) throw new TimeStampError("The signature is not good.");
  return { ...readInfo(info), signer, certificates: ders.slice(0, ders.length - others.length) };
}

function readInfo(info: Bytes): Omit<TimeStamp, "signer" | "certificates"> {
  const [, , imprint, , time, ...more] = readChildren(readElement(info));
  const [algorithm, value] = readChildren(imprint);
  if (!time || !value) throw new TimeStampError("The time stamp is malformed.");
  const nonce = more.find(({ tag }) => tag === 0x02);
  const isSha256 = readAlgorithm(algorithm).oid === oids.sha256;
  return {
    imprint: isSha256 ? toHex(value.content) : "",
    genTime: readGenTime(time),
    nonce: nonce ? toHex(nonce.content) : null,
  };
}
