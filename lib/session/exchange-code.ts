import "server-only";
import { timingSafeEqual } from "node:crypto";
import { errors } from "jose";
import { settings } from "#lib/env";
import type { Discovery } from "./check-discovery.ts";
import { issuerFault } from "./issuer-fault.ts";
import { logRepeatedFault, OidcFault } from "./oidc-fault.ts";
import { fetchTokens, OidcRefusal } from "./oidc-gateway.ts";
import { chooseLogoutHint, encryptTokens } from "./oidc-tokens.ts";
import { readProviderSession } from "./provider-session.ts";
import { resolveIdentity, verifyTokens } from "./resolve-identity.ts";
import { explainUnreadRoles } from "./role-faults.ts";
import type { NewSession } from "./session-store.ts";
import { type AuthRequestContext, recordSignInFailure } from "./start-session.ts";

export type ProviderResponse = { code?: string | undefined; state?: string | undefined; iss?: string | undefined };
export type Checks = { state?: unknown; nonce?: unknown; code_verifier?: unknown };

/** A person who has signed in at the provider; with a fault, the roles are missing and no session may start. */
export type Exchanged = { session: NewSession; fault: OidcFault | null };

const isSame = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Checks that a callback matches this browser's request (RFC 9700 section 2.1, RFC 9207). @throws OidcFault, TypeError */
function checkResponse({ code, state, iss }: ProviderResponse, checks: Checks, discovery: Discovery) {
  const { state: expectedState, nonce, code_verifier: verifier } = checks;
  if (typeof expectedState !== "string" || typeof nonce !== "string" || typeof verifier !== "string")
    throw new TypeError("This sign-in was not started in this browser.");
  if (typeof state !== "string" || !isSame(state, expectedState)) throw new TypeError("The state does not match.");
  if (
    discovery.authorization_response_iss_parameter_supported
      ? iss !== discovery.issuer
      : (iss ?? discovery.issuer) !== discovery.issuer
  )
    throw issuerFault("the authorization response (iss)", iss, discovery.issuer);
  if (typeof code !== "string" || code === "") throw new TypeError("The response has no code.");
  return { code, nonce, verifier };
}

/** Writes the code of a fault of the ID token, or what the provider refused; messages of other errors may contain claims. */
function logCause(error: unknown): void {
  if (error instanceof OidcRefusal) logRepeatedFault("refused", {}, `the provider refused a sign-in: ${error.message}`);
  if (!(error instanceof errors.JOSEError)) return;
  const isClaimError = error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired;
  const facts = { joseCode: error.code, claim: isClaimError ? error.claim : null };
  logRepeatedFault("idToken", facts, "the ID token cannot be verified");
}

/** The ID token gave the roles, and no refresh token leads to another one. */
function warnAboutRereads(canReread: boolean): void {
  const facts = { roleSource: "id_token" };
  if (canReread) logRepeatedFault("rolesUnread", facts, explainUnreadRoles(settings().auth.roleClaim));
  else
    logRepeatedFault(
      "rolesFixed",
      facts,
      "the provider offers neither refresh tokens nor userinfo, so a lost role ends a session only at SESSION_MAX_H or by `npm run session:revoke`",
    );
}

/**
 * Exchanges the code of a callback for tokens and reads the person, with our own code and through the shared upstream pool. Records
 * a refusal whose cause is the provider's response.
 * @throws OidcFault with a cause that an operator can correct; other errors
 */
export async function exchangeCode(
  response: ProviderResponse,
  checks: Checks,
  redirectUri: string,
  { discovery, trace }: { discovery: Discovery; trace: AuthRequestContext },
): Promise<Exchanged> {
  const record = (code: string) => async (error: unknown) => {
    logCause(error);
    await recordSignInFailure(null, code, trace);
    throw error;
  };
  const { code, nonce, verifier } = checkResponse(response, checks, discovery);
  const grant = { grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier };
  const tokens = await fetchTokens(grant);
  const claims = await verifyTokens(tokens, nonce).catch(record("bad_id_token"));
  const refreshToken = tokens.refresh_token ?? null;
  const resolved = await resolveIdentity(claims, tokens.access_token, refreshToken !== null).catch((error) => {
    const isRefused = error instanceof OidcFault || error instanceof OidcRefusal;
    if (!isRefused) throw error;
    return record(error instanceof OidcFault && error.reason === "subject" ? "bad_subject" : "bad_userinfo")(error);
  });
  const { roles, source, fault, ...identity } = resolved;
  const canReread = refreshToken !== null || discovery.userinfo_endpoint !== undefined;
  if (refreshToken === null && source === "id_token") warnAboutRereads(canReread);
  const encrypted = await encryptTokens({
    accessToken: tokens.access_token,
    accessEndsAt: tokens.expires_in === undefined ? null : Date.now() + tokens.expires_in * 1000,
    refreshToken,
    logoutHint: chooseLogoutHint(claims),
    roleSource: source,
    canReread,
  });
  const providerSession = readProviderSession(claims.sid);
  return { session: { ...identity, roles, provider: "oidc", tokens: encrypted, providerSession }, fault };
}
