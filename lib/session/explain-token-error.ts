import { errors } from "jose";
import { clockToleranceS, describeClockSkew, measureClockSkew, type TokenTime } from "./clock-skew.ts";
import { issuerFault } from "./issuer-fault.ts";
import { OidcFault } from "./oidc-fault.ts";

const isTime = (claim: string): claim is TokenTime => claim === "iat" || claim === "exp" || claim === "nbf";

export type TokenContext = { issuer: string; now: number; responseDate: number | null };

/**
 * Names the cause if an operator can correct it: another issuer, or a clock.
 * @param error what jose threw after the signature was verified
 * @param where names the token in the message
 * @returns null for every other fault of a token
 */
export function explainTokenError(error: unknown, where: string, context: TokenContext): OidcFault | null {
  const isClaimError = error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired;
  if (!isClaimError || error.reason !== "check_failed") return null;
  const { claim, payload } = error;
  if (claim === "iss") return issuerFault(where, payload.iss, context.issuer);
  const seconds = payload[claim];
  if (!isTime(claim) || typeof seconds !== "number") return null;
  const { iat, exp } = payload;
  // A token without a lifetime is not a matter of clocks.
  if (iat !== undefined && exp !== undefined && exp <= iat) return null;
  const skew = measureClockSkew(seconds, context.now, context.responseDate);
  return new OidcFault("clock", `${where}: ${describeClockSkew(claim, skew)}`, {
    claim,
    secondsFromOurClock: skew.isAhead ? skew.seconds : -skew.seconds,
    toleranceS: clockToleranceS,
    suspectedClock: skew.suspect ?? "unknown",
  });
}
