import { calculateJwkThumbprint, exportJWK, type JWK } from "jose";
import { readChildren, readElement, readOid } from "#lib/formats/x509/der";
import { decodePemBody, findPemBlocks } from "#lib/formats/x509/pem";
import { UnsupportedError } from "./log-key.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** How WebCrypto imports a key, whatever it verifies later. */
const importing: Record<string, RsaHashedImportParams | EcKeyImportParams | { name: string }> = {
  "1.2.840.113549.1.1.1": { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
  "1.3.101.112": { name: "Ed25519" },
  "1.2.840.10045.3.1.7": { name: "ECDSA", namedCurve: "P-256" },
  "1.3.132.0.34": { name: "ECDSA", namedCurve: "P-384" },
  "1.3.132.0.35": { name: "ECDSA", namedCurve: "P-521" },
};

/** @returns the SPKI of a PEM text, or null if there is not exactly one */
export function readSpki(pem: string): Bytes | null {
  const blocks = findPemBlocks(pem, new Set(["PUBLIC KEY"]));
  try {
    return blocks.length === 1 ? decodePemBody(blocks[0]?.body ?? "") : null;
  } catch {
    return null;
  }
}

/** RFC 7638 thumbprint (SHA-256, base64url) of an SPKI. @throws UnsupportedError for a key that the browser cannot import */
export async function thumbprintOf(spki: Bytes): Promise<string> {
  try {
    const [algorithm] = readChildren(readElement(spki));
    const [oid, parameters] = readChildren(algorithm);
    const how = importing[readOid(oid)] ?? (parameters?.tag === 0x06 ? importing[readOid(parameters)] : undefined);
    if (!how) throw new UnsupportedError("the key");
    const key = await crypto.subtle.importKey("spki", spki, how, true, ["verify"]);
    return await calculateJwkThumbprint(await exportJWK(key));
  } catch {
    throw new UnsupportedError("the key");
  }
}

/**
 * Thumbprint of the key that the recipient got elsewhere: a thumbprint, a public key in PEM, or a JWK.
 * @returns null for any other text @throws UnsupportedError
 */
export async function readGivenThumbprint(text: string): Promise<string | null> {
  if (/^[A-Za-z0-9_-]{43}$/.test(text)) return text;
  if (text.startsWith("{")) {
    try {
      return await calculateJwkThumbprint(JSON.parse(text) as JWK);
    } catch {
      return null;
    }
  }
  const spki = readSpki(text);
  return spki && thumbprintOf(spki);
}
