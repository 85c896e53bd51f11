import { createHash } from "node:crypto";
import { createLocalJWKSet, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { clockToleranceS } from "./clock-skew.ts";
import { allowedAlgorithms, type FetchKeys, verifyWithKeys } from "./verify-with-keys.ts";

export type ExpectedClaims = {
  issuer: string;
  clientId: string;
  /** The nonce of this browser's sign-in; null for a refreshed token, where it is optional. */
  nonce: string | null;
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
 * @throws errors.JOSEError naming the first failed check
 */
export async function verifyIdToken(
  token: string,
  expected: ExpectedClaims,
  fetchKeys: FetchKeys,
): Promise<JWTPayload> {
  const { issuer, clientId, nonce, accessToken, algorithms, now } = expected;
  const { payload } = await verifyWithKeys(fetchKeys, (keys) =>
    jwtVerify(token, createLocalJWKSet(keys), {
      issuer,
      audience: clientId,
      algorithms: allowedAlgorithms(algorithms),
      requiredClaims: ["sub", "iat", "exp"],
      clockTolerance: clockToleranceS,
      maxTokenAge: "15 min",
      currentDate: now,
    }),
  );
  const refuse = (claim: string) => {
    throw new errors.JWTClaimValidationFailed(`unexpected ${claim}`, payload, claim, "check_failed");
  };
  if (nonce !== null && payload.nonce !== nonce) refuse("nonce");
  const isShared = Array.isArray(payload.aud) && payload.aud.length > 1;
  if (payload.azp === undefined ? isShared : payload.azp !== clientId) refuse("azp");
  checkAccessTokenHash(payload, decodeProtectedHeader(token).alg ?? "", accessToken);
  return payload;
}
