import { readChildren, readElement, readOid } from "#lib/formats/x509/der";
import { UnsupportedError } from "./log-key.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A signature scheme of CMS or WebAuthn, with a key as SPKI in DER. */
export type SignatureScheme =
  | { kind: "rsa" | "ecdsa"; hash: string }
  | { kind: "rsa-pss"; hash: string; saltLength: number }
  | { kind: "ed25519" };

const curves: Record<string, { name: string; bytes: number }> = {
  "1.2.840.10045.3.1.7": { name: "P-256", bytes: 32 },
  "1.3.132.0.34": { name: "P-384", bytes: 48 },
  "1.3.132.0.35": { name: "P-521", bytes: 66 },
};

/** Curve that an SPKI names (RFC 5480 section 2.1.1). @throws UnsupportedError for another one */
function readCurve(spki: Bytes): { name: string; bytes: number } {
  const [algorithm] = readChildren(readElement(spki));
  const [, parameters] = readChildren(algorithm);
  const curve = parameters?.tag === 0x06 ? curves[readOid(parameters)] : undefined;
  if (!curve) throw new UnsupportedError("the curve of the key");
  return curve;
}

/** WebCrypto takes r ‖ s, but CMS and WebAuthn have a SEQUENCE of two integers (RFC 3279 section 2.2.3). */
function toRaw(signature: Bytes, size: number): Bytes | null {
  const raw = new Uint8Array(2 * size);
  const numbers = readChildren(readElement(signature));
  if (numbers.length !== 2) return null;
  for (const [at, { tag, content }] of numbers.entries()) {
    let from = 0;
    while (from < content.length - 1 && content[from] === 0) from += 1;
    const digits = content.subarray(from);
    if (tag !== 0x02 || digits.length > size) return null;
    raw.set(digits, (at + 1) * size - digits.length);
  }
  return raw;
}

type Plan = {
  importing: RsaHashedImportParams | EcKeyImportParams | { name: string };
  verifying: RsaPssParams | EcdsaParams | { name: string };
  signature: Bytes | null;
};

/** Names of WebCrypto for a scheme, and the signature in its form. @throws UnsupportedError */
function planOf(scheme: SignatureScheme, spki: Bytes, signature: Bytes): Plan {
  switch (scheme.kind) {
    case "ed25519":
      return { importing: { name: "Ed25519" }, verifying: { name: "Ed25519" }, signature };
    case "ecdsa": {
      const curve = readCurve(spki);
      return {
        importing: { name: "ECDSA", namedCurve: curve.name },
        verifying: { name: "ECDSA", hash: scheme.hash },
        signature: toRaw(signature, curve.bytes),
      };
    }
    case "rsa-pss":
      return {
        importing: { name: "RSA-PSS", hash: scheme.hash },
        verifying: { name: "RSA-PSS", saltLength: scheme.saltLength },
        signature,
      };
    case "rsa":
      return {
        importing: { name: "RSASSA-PKCS1-v1_5", hash: scheme.hash },
        verifying: { name: "RSASSA-PKCS1-v1_5" },
        signature,
      };
  }
}

/** Verifies with WebCrypto. @throws UnsupportedError for what the browser lacks */
export async function verifySignature(
  scheme: SignatureScheme,
  spki: Bytes,
  signed: Bytes,
  signature: Bytes,
): Promise<boolean> {
  const plan = planOf(scheme, spki, signature);
  if (plan.signature === null) return false;
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey("spki", spki, plan.importing, false, ["verify"]);
  } catch {
    throw new UnsupportedError("the key");
  }
  return crypto.subtle.verify(plan.verifying, key, plan.signature, signed);
}
