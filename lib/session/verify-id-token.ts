import { createHash } from "node:crypto";
import { createLocalJWKSet, decodeProtectedHeader, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose";

/** Asymmetric algorithms only: never `none`, never a shared secret. */
export const asymmetric = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];

export type ExpectedClaims = {
  issuer: string;
  clientId: string;
  /** The nonce of this browser's sign-in; null for a refreshed token, where it is optional. */
  nonce: string | null;
  subject?: string;
  accessToken: string;
  algorithms: readonly string[] | undefined;
  now: Date;
};

const hashOf: Record<string, string> = { "256": "sha256", "384": "sha384", "512": "sha512" };

/** Checks `at_hash`, the left half of the access token's hash (OpenID Connect Core section 3.1.3.6). */
function checkAccessTokenHash(payload: JWTPayload, algorithm: string, accessToken: string): void {
  if (payload.at_hash === undefined) return;
  const hash = createHash(hashOf[algorithm.slice(-3)] ?? "sha512")
    .update(accessToken, "ascii")
    .digest();
  if (payload.at_hash !== hash.subarray(0, hash.length / 2).toString("base64url"))
    throw new errors.JWTClaimValidationFailed("unexpected at_hash", payload, "at_hash", "check_failed");
}

/**
 * Verifies an ID token (OpenID Connect Core section 3.1.3.7) and returns its claims.
 * @param fetchKeys fetches the provider's keys; `true` bypasses the cache for a missing key
 * @throws errors.JOSEError naming the first failed check
 */
export async function verifyIdToken(
  token: string,
  expected: ExpectedClaims,
  fetchKeys: (isStale: boolean) => Promise<JSONWebKeySet>,
): Promise<JWTPayload> {
  const { issuer, clientId, nonce, subject, accessToken, algorithms, now } = expected;
  const allowed = asymmetric.filter((name) => algorithms === undefined || algorithms.includes(name));
  const verify = async (isStale: boolean) =>
    jwtVerify(token, createLocalJWKSet(await fetchKeys(isStale)), {
      issuer,
      audience: clientId,
      algorithms: allowed,
      requiredClaims: ["sub", "iat", "exp"],
      clockTolerance: 30,
      maxTokenAge: "15 min",
      currentDate: now,
    });
  const { payload } = await verify(false).catch((error) => {
    if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed)
      return verify(true);
    throw error;
  });
  const refuse = (claim: string) => {
    throw new errors.JWTClaimValidationFailed(`unexpected ${claim}`, payload, claim, "check_failed");
  };
  if (nonce !== null && payload.nonce !== nonce) refuse("nonce");
  if (subject !== undefined && payload.sub !== subject) refuse("sub");
  const isShared = Array.isArray(payload.aud) && payload.aud.length > 1;
  if (payload.azp === undefined ? isShared : payload.azp !== clientId) refuse("azp");
  checkAccessTokenHash(payload, decodeProtectedHeader(token).alg ?? "", accessToken);
  return payload;
}
