import { createLocalJWKSet, decodeProtectedHeader, errors, jwtVerify } from "jose";
import { clockToleranceS } from "./clock-skew.ts";
import { explainTokenError } from "./explain-token-error.ts";
import { OidcFault } from "./oidc-fault.ts";
import type { Claims } from "./read-claims.ts";
import { allowedAlgorithms, type FetchKeys, verifyWithKeys } from "./verify-with-keys.ts";

export type UserInfoContext = {
  issuer: string;
  clientId: string;
  algorithms: readonly string[] | undefined;
  now: number;
  responseDate: number | null;
};

/** True for a JWT by media type, or by its form if the body cannot be JSON (JSON never begins with `eyJ`). */
export function isJwtResponse(contentType: string | null, body: string): boolean {
  return /^application\/jwt\s*(;|$)/i.test(contentType ?? "") || /^eyJ[\w-]*\.[\w.-]+$/.test(body);
}

function readAlgorithm(token: string): string {
  try {
    const { alg = "" } = decodeProtectedHeader(token);
    return /^[A-Za-z0-9-]{1,20}$/.test(alg) ? alg : "unknown";
  } catch {
    return "unknown";
  }
}

const fault = (message: string, algorithm: string, joseCode: string | null = null) =>
  new OidcFault("userInfo", `userinfo is a JWT ${message}`, { algorithm, joseCode });

/**
 * Verifies a signed UserInfo response (OpenID Connect Core section 5.3.2) and returns its claims. Issuer and audience are required,
 * so that no other token of this provider passes.
 * @throws OidcFault that says what the client's registration at the provider must change
 */
export async function verifyUserInfo(token: string, context: UserInfoContext, fetchKeys: FetchKeys): Promise<Claims> {
  const { issuer, clientId, now } = context;
  const algorithm = readAlgorithm(token);
  if (token.split(".").length === 5)
    throw fault("that is encrypted. Set the client's userinfo encryption to none at the provider", algorithm);
  const algorithms = allowedAlgorithms(context.algorithms);
  if (!algorithms.includes(algorithm))
    throw fault(
      "without a signature that can be verified with the provider's published keys. Set the client's userinfo signature algorithm to RS256 or to none (plain JSON) at the provider",
      algorithm,
    );
  try {
    const { payload } = await verifyWithKeys(fetchKeys, (keys) =>
      jwtVerify(token, createLocalJWKSet(keys), {
        issuer,
        audience: clientId,
        algorithms,
        requiredClaims: ["sub"],
        clockTolerance: clockToleranceS,
        currentDate: new Date(now),
      }),
    );
    return payload;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    const explained = explainTokenError(error, "the userinfo JWT", context);
    if (explained !== null) throw explained;
    const claim = error instanceof errors.JWTClaimValidationFailed ? ` (claim ${error.claim})` : "";
    throw fault(
      `that cannot be verified${claim}. It must be signed by a published key, for this client (aud) and from this issuer (iss); or let the provider send plain JSON`,
      algorithm,
      error.code,
    );
  }
}
