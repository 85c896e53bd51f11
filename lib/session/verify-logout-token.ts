import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { clockToleranceS } from "./clock-skew.ts";
import { readProviderSession } from "./provider-session.ts";
import { allowedAlgorithms, type FetchKeys, verifyWithKeys } from "./verify-with-keys.ts";

/** The member of `events` that makes a token a logout token (OpenID Connect Back-Channel Logout 1.0 section 2.4). */
const logoutEvent = "http://schemas.openid.net/event/backchannel-logout";

/** A token is accepted this long after `iat`, and its `jti` once. */
export const maxTokenAgeS = 15 * 60;

const maxIdLength = 255;

export type ExpectedLogout = {
  issuer: string;
  clientId: string;
  algorithms: readonly string[] | undefined;
  now: Date;
};

/** What a logout token ends: one session at the provider, or all sessions of a person. Not both are null. */
export type Logout = { subject: string | null; providerSession: string | null; jti: string };

/** Some providers send no type, or the type of every JWT; another type names another purpose (RFC 8725 section 3.11). */
const types = [undefined, "jwt", "logout+jwt", "application/logout+jwt"];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isId = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && value.length <= maxIdLength && !value.includes("\0");

function readLogout(payload: JWTPayload, clientId: string): Logout {
  const refuse = (claim: string): never => {
    throw new errors.JWTClaimValidationFailed(`unexpected ${claim}`, payload, claim, "check_failed");
  };
  const { events, sub, sid, jti, aud } = payload;
  if (!isObject(events) || !isObject(Object.hasOwn(events, logoutEvent) ? events[logoutEvent] : null)) refuse("events");
  if (payload.nonce !== undefined) refuse("nonce");
  if (Array.isArray(aud) && aud.length > 1 && payload.azp !== clientId) refuse("aud");
  if (!isId(jti)) return refuse("jti");
  if (sub !== undefined && !isId(sub)) refuse("sub");
  if (sid !== undefined && (typeof sid !== "string" || sid === "")) refuse("sid");
  // An ID that is too long was not stored at sign-in either, so that the token ends the person's sessions.
  const providerSession = readProviderSession(sid);
  if (sub === undefined && providerSession === null) refuse("sub");
  return { subject: sub ?? null, providerSession, jti };
}

/**
 * Verifies a logout token (OpenID Connect Back-Channel Logout 1.0 section 2.6), with the keys and algorithms of ID tokens.
 * @throws errors.JOSEError naming the first failed check; other errors if the keys are unavailable
 */
export async function verifyLogoutToken(
  token: string,
  { issuer, clientId, algorithms, now }: ExpectedLogout,
  fetchKeys: FetchKeys,
): Promise<Logout> {
  const { payload, protectedHeader } = await verifyWithKeys(fetchKeys, (keys) =>
    jwtVerify(token, createLocalJWKSet(keys), {
      issuer,
      audience: clientId,
      algorithms: allowedAlgorithms(algorithms),
      requiredClaims: ["iat", "exp", "jti", "events"],
      clockTolerance: clockToleranceS,
      maxTokenAge: maxTokenAgeS,
      currentDate: now,
    }),
  );
  const { typ } = protectedHeader;
  if (!types.includes(typeof typ === "string" ? typ.toLowerCase() : typ))
    throw new errors.JWTClaimValidationFailed("unexpected typ", payload, "typ", "check_failed");
  return readLogout(payload, clientId);
}
