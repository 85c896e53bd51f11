import "server-only";
import { createPublicKey, type JsonWebKey } from "node:crypto";
import { decodeCredentialPublicKey } from "@simplewebauthn/server/helpers";

/** Labels of COSE keys (RFC 9052 section 7.1, RFC 9053 section 7, RFC 8230 section 4). */
const label = { kty: 1, alg: 3, crv: -1, x: -2, y: -3, n: -1, e: -2 } as const;

function toJwk(key: Map<number, unknown>): JsonWebKey | null {
  const text = (name: number) => {
    const value = key.get(name);
    return value instanceof Uint8Array ? Buffer.from(value).toString("base64url") : "";
  };
  switch (key.get(label.alg)) {
    case -7:
      return { kty: "EC", crv: "P-256", x: text(label.x), y: text(label.y) };
    case -8:
      return { kty: "OKP", crv: "Ed25519", x: text(label.x) };
    case -257:
      return { kty: "RSA", n: text(label.n), e: text(label.e) };
    default:
      return null;
  }
}

/** Shortest RSA modulus in bits that is not weak (NIST SP 800-131A). */
const minRsaBits = 2048;

/**
 * Reads a COSE key of the algorithms that passkeys have here.
 * @returns its DER form, and its COSE algorithm
 * @throws Error for a key that is malformed, not on its curve, of another algorithm, or weak
 */
export function exportSpki(publicKey: Uint8Array<ArrayBuffer>): { spki: Buffer; algorithm: number } {
  const cose = decodeCredentialPublicKey(publicKey) as unknown as Map<number, unknown>;
  const jwk = toJwk(cose);
  if (jwk === null) throw new Error("The key has another algorithm.");
  const key = createPublicKey({ key: jwk, format: "jwk" });
  if ((key.asymmetricKeyDetails?.modulusLength ?? minRsaBits) < minRsaBits) throw new Error("The RSA key is short.");
  return { spki: key.export({ format: "der", type: "spki" }), algorithm: Number(cose.get(label.alg)) };
}
