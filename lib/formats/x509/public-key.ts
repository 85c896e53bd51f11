import { createPublicKey, type KeyObject } from "node:crypto";
import { readChildren, readElement, readOid } from "./der.ts";
import { isDer } from "./is-der.ts";
import type { PublicKeyInfo } from "./parse-certificate.ts";
import { findWeakness } from "./weak-key.ts";

export const keyTypes = {
  rsa: "1.2.840.113549.1.1.1",
  pss: "1.2.840.113549.1.1.10",
  ec: "1.2.840.10045.2.1",
  ed25519: "1.3.101.112",
};

/** P-256, P-384, P-521, and brainpool 256, 384 and 512; parameters that are spelled out are not supported. */
const curves = new Set([
  "1.2.840.10045.3.1.7",
  "1.3.132.0.34",
  "1.3.132.0.35",
  "1.3.36.3.3.2.8.1.1.7",
  "1.3.36.3.3.2.8.1.1.11",
  "1.3.36.3.3.2.8.1.1.13",
]);

/** `unsupported` is a limit of this software, not a defect of the key. */
export type KeyFault = "malformed" | "weak" | "unsupported";

/** Returns why a key may not verify signatures, or null. */
export function findKeyFault({ algorithm: { oid, parameters }, key }: PublicKeyInfo): KeyFault | null {
  if (oid === keyTypes.rsa) return parameters?.tag === 0x05 ? findRsaFault(key) : "malformed";
  if (oid === keyTypes.pss) return findRsaFault(key);
  if (oid === keyTypes.ec) return parameters?.tag === 0x06 && curves.has(readOid(parameters)) ? null : "unsupported";
  if (oid === keyTypes.ed25519) return parameters === null ? null : "malformed";
  return "unsupported";
}

function findRsaFault(key: Uint8Array<ArrayBuffer>): KeyFault | null {
  if (!isDer(key)) return "malformed";
  const [modulus, exponent, ...more] = key[0] === 0x30 ? readChildren(readElement(key)) : [];
  const isPositive = (number: typeof modulus) => number?.tag === 0x02 && (number.content[0] ?? 0x80) < 0x80;
  if (!modulus || !exponent || more.length > 0 || !isPositive(modulus) || !isPositive(exponent)) return "malformed";
  const write = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
  const weakness = findWeakness({ kty: "RSA", n: write(modulus.content), e: write(exponent.content) });
  if (weakness === null) return null;
  return weakness === "rsa_too_long" || weakness === "rsa_exponent_too_long" ? "unsupported" : "weak";
}

/** @throws if OpenSSL cannot read it */
export function readPublicKey({ whole }: PublicKeyInfo): KeyObject {
  return createPublicKey({ key: Buffer.from(whole), format: "der", type: "spki" });
}
