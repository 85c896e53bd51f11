import { constants, verify } from "node:crypto";
import { type DerElement, readChildren, readElement, readOid } from "./der.ts";
import type { AlgorithmIdentifier, Certificate } from "./parse-certificate.ts";
import { keyTypes, readPublicKey } from "./public-key.ts";

type Scheme = {
  key: "rsa" | "ec" | "ed25519";
  hash: string | null;
  isWeak?: true;
  options?: { padding: number; saltLength: number };
};

const schemes: Record<string, Scheme> = {
  "1.2.840.113549.1.1.4": { key: "rsa", hash: "md5", isWeak: true },
  "1.2.840.113549.1.1.5": { key: "rsa", hash: "sha1", isWeak: true },
  "1.2.840.113549.1.1.11": { key: "rsa", hash: "sha256" },
  "1.2.840.113549.1.1.12": { key: "rsa", hash: "sha384" },
  "1.2.840.113549.1.1.13": { key: "rsa", hash: "sha512" },
  "1.2.840.10045.4.1": { key: "ec", hash: "sha1", isWeak: true },
  "1.2.840.10045.4.3.2": { key: "ec", hash: "sha256" },
  "1.2.840.10045.4.3.3": { key: "ec", hash: "sha384" },
  "1.2.840.10045.4.3.4": { key: "ec", hash: "sha512" },
  "1.3.101.112": { key: "ed25519", hash: null },
};
const pssHashes: Record<string, string> = {
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
const mgf1 = "1.2.840.113549.1.1.8";

/** Returns how to verify, or null for an algorithm or parameters that are not supported (RFC 3279, 4055, 5758, 8410). */
function findScheme({ oid, parameters }: AlgorithmIdentifier): Scheme | null {
  if (oid === keyTypes.pss) return readPss(parameters);
  const scheme = Object.hasOwn(schemes, oid) ? schemes[oid] : undefined;
  if (!scheme) return null;
  const hasNull = parameters?.tag === 0x05;
  return parameters === null || (hasNull && scheme.key === "rsa") ? scheme : null;
}

/** Reads parameters of RSASSA-PSS (RFC 4055 §3.1): one digest in both places; the default is SHA-1, which is weak. */
function readPss(parameters: DerElement | null): Scheme | null {
  const fields = new Map(readChildren(parameters ?? undefined).map((field) => [field.tag, readElement(field.content)]));
  if (fields.has(0xa3)) return null;
  const saltLength = fields.get(0xa2)?.content.reduce((value, byte) => value * 256 + byte, 0) ?? 20;
  const options = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  const digest = fields.get(0xa0);
  if (!digest) return { key: "rsa", hash: "sha1", isWeak: true, options };
  const [mask, maskDigest] = readChildren(fields.get(0xa1));
  const hash = pssHashes[readOid(readChildren(digest)[0])];
  const maskHash = readOid(mask) === mgf1 ? pssHashes[readOid(readChildren(maskDigest)[0])] : undefined;
  return hash !== undefined && hash === maskHash ? { key: "rsa", hash, options } : null;
}

/** `weak` is SHA-1 or MD5; `unsupported` is a limit of this software. */
export function findAlgorithmFault({ signatureAlgorithm }: Certificate): "weak" | "unsupported" | null {
  try {
    const scheme = findScheme(signatureAlgorithm);
    if (!scheme) return "unsupported";
    return scheme.isWeak ? "weak" : null;
  } catch {
    return "unsupported";
  }
}

/** Verifies the signature of a certificate with the key of its issuer. */
export function verifySignature(certificate: Certificate, issuer: Certificate): "good" | "bad" | "unsupported" {
  if (findAlgorithmFault(certificate) === "unsupported") return "unsupported";
  try {
    const scheme = findScheme(certificate.signatureAlgorithm);
    if (!scheme) return "unsupported";
    const key = readPublicKey(issuer.publicKey);
    if (key.asymmetricKeyType?.replace("-pss", "") !== scheme.key) return "bad";
    const { hash, options } = scheme;
    return verify(hash, certificate.tbs, { key, ...options }, certificate.signature) ? "good" : "bad";
  } catch {
    return "bad";
  }
}
