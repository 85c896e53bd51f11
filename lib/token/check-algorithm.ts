import type { Weakness } from "#lib/formats/x509/weak-key";
import type { TrustedKey } from "#lib/trusted-keys/trusted-key";

/** Key requirements of the asymmetric signature algorithms of RFC 7518, RFC 8037 and RFC 9864. */
export const algorithms: Record<string, { kty: string; crv?: string; signatureBytes?: number }> = {
  RS256: { kty: "RSA" },
  RS384: { kty: "RSA" },
  RS512: { kty: "RSA" },
  PS256: { kty: "RSA" },
  PS384: { kty: "RSA" },
  PS512: { kty: "RSA" },
  ES256: { kty: "EC", crv: "P-256", signatureBytes: 64 },
  ES384: { kty: "EC", crv: "P-384", signatureBytes: 96 },
  ES512: { kty: "EC", crv: "P-521", signatureBytes: 132 },
  EdDSA: { kty: "OKP", crv: "Ed25519", signatureBytes: 64 },
  Ed25519: { kty: "OKP", crv: "Ed25519", signatureBytes: 64 },
};

export type AlgorithmReason =
  | "algorithm_allowed"
  | "alg_missing"
  | "alg_not_text"
  | "alg_none"
  | "alg_symmetric"
  | "alg_unknown"
  | "alg_not_allowed";

/** Checks `alg` against the allow-list (RFC 8725 section 3.1); `alg_unknown` is not a defect of the token. */
export function checkAlgorithm(header: Record<string, unknown>, allowed: readonly string[]): AlgorithmReason {
  if (!Object.hasOwn(header, "alg")) return "alg_missing";
  const { alg } = header;
  if (typeof alg !== "string") return "alg_not_text";
  if (alg.replace(/[^a-z]/gi, "").toLowerCase() === "none" || alg.trim() === "") return "alg_none";
  if (/^\s*hs\d|hmac/i.test(alg)) return "alg_symmetric";
  if (!Object.hasOwn(algorithms, alg)) return "alg_unknown";
  return allowed.includes(alg) ? "algorithm_allowed" : "alg_not_allowed";
}

export type MismatchReason = "key_type_differs" | "key_alg_differs" | "key_use_differs" | "key_ops_differ" | "weak_key";

/** Limits of this implementation: such a key is not known to be weak, so its tokens are not invalid. */
const beyondLimits = new Set<Weakness | null>(["rsa_too_long", "rsa_exponent_too_long"]);

const sameAlgorithm = (left: string) => (left === "EdDSA" ? "Ed25519" : left);

/** Returns why the key must not verify this algorithm, or null if it may (RFC 7517 section 4, RFC 8725 section 3.1). */
export function findKeyMismatch(
  { jwk, weakness }: TrustedKey,
  alg: string,
): MismatchReason | "key_kind_unknown" | null {
  const wanted = Object.hasOwn(algorithms, alg) ? algorithms[alg] : undefined;
  if (!wanted || jwk.kty !== wanted.kty || (wanted.crv && jwk.crv !== wanted.crv)) return "key_type_differs";
  if (jwk.alg !== undefined && sameAlgorithm(String(jwk.alg)) !== sameAlgorithm(alg)) return "key_alg_differs";
  if (jwk.use !== undefined && jwk.use !== "sig") return "key_use_differs";
  if (jwk.key_ops !== undefined && !(Array.isArray(jwk.key_ops) && jwk.key_ops.includes("verify")))
    return "key_ops_differ";
  if (beyondLimits.has(weakness)) return "key_kind_unknown";
  return weakness ? "weak_key" : null;
}
