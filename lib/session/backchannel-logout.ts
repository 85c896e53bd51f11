import "server-only";
import { createHash } from "node:crypto";
import { errors } from "jose";
import { emptyAuditEvent } from "#lib/audit/model";
import { recordUnauthenticated } from "#lib/audit/record-event";
import { database } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import { apiHeaders, methodNotAllowed, notFoundResponse, problemResponse } from "#lib/http/problem-response";
import { readTextBody } from "#lib/http/read-body";
import { readClientAddress, readRequestId } from "#lib/http/request-metadata";
import { networkOf } from "#lib/observability/csp-reports";
import { log } from "#lib/observability/log";
import { type ProblemDetails, ProblemError } from "#lib/problem";
import { incrementWindow } from "#lib/rate-limit/fixed-window";
import { singleton } from "#lib/runtime/singleton";
import { WindowCounter } from "#lib/runtime/window-counter";
import { clockToleranceS } from "./clock-skew.ts";
import { fetchDiscovery, fetchSigningKeys, oidcClient } from "./oidc-gateway.ts";
import { endSession, findProviderSessions } from "./session-store.ts";
import { type Logout, maxTokenAgeS, verifyLogoutToken } from "./verify-logout-token.ts";

const maxFormBytes = 32 * 1024;
const formType = "application/x-www-form-urlencoded";
const tokenField = "logout_token";

/** More than a provider sends when it ends the sessions of a whole company, and little to verify. */
const perAddress = { limit: 600, lengthMs: 60_000, maxKeys: 1_000 };
const counter = () => singleton("backchannel-logout-limit", () => new WindowCounter(perAddress));

type Call = { requestId: string; address: string | null };

const invalid = (detail: string, cause?: unknown) =>
  new ProblemError("invalid_request", detail, cause === undefined ? {} : { cause });

/** @throws ProblemError `invalid_request` unless the form has exactly one token */
async function readToken(request: Request): Promise<string> {
  const [mediaType = ""] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  if (mediaType.trim() !== formType) throw invalid(`The content type must be ${formType}.`);
  const [token, ...others] = new URLSearchParams(await readTextBody(request, maxFormBytes)).getAll(tokenField);
  if (!token || others.length > 0) throw invalid(`The form must contain \`${tokenField}\` once.`);
  return token;
}

/** @throws ProblemError `invalid_request` naming the failed check; `provider_unavailable` without the provider's keys */
async function readLogout(token: string): Promise<Logout> {
  const away = (cause: unknown): never => {
    const detail = "The identity provider's keys aren't available, so the logout token wasn't verified. Send it again.";
    throw new ProblemError("provider_unavailable", detail, { cause });
  };
  const { issuer, id_token_signing_alg_values_supported: algorithms } = await fetchDiscovery().catch(away);
  const expected = { issuer, clientId: oidcClient().clientId, algorithms, now: new Date() };
  try {
    return await verifyLogoutToken(token, expected, (isStale) => fetchSigningKeys(isStale).catch(away));
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const code = error instanceof errors.JOSEError ? error.code : "unreadable";
    const claim = error instanceof errors.JWTClaimValidationFailed ? ` (${error.claim})` : "";
    throw invalid(`The logout token is invalid: ${code}${claim}.`, error);
  }
}

const keyOf = ({ jti }: Logout) => `logout-token:${createHash("sha256").update(jti).digest("base64url")}`;

/** True if a token with this `jti` has ended sessions, on whichever replica. */
async function wasUsed(logout: Logout, now: number): Promise<boolean> {
  const used = (await database())
    .selectFrom("limit_counters")
    .select("key")
    .where("key", "=", keyOf(logout))
    .where("window_ends_at", ">", now);
  return (await used.executeTakeFirst()) !== undefined;
}

/** Remembers a token's `jti` for as long as the token could be accepted. */
async function markUsed(logout: Logout, now: number): Promise<void> {
  const lengthMs = (maxTokenAgeS + 2 * clockToleranceS) * 1000;
  await incrementWindow(await database(), keyOf(logout), { lengthMs, now });
}

/**
 * Ends what the token names. A session ends also if the access log cannot record it, like at sign-out: the provider has decided
 * that the person is signed out, and a log that cannot be written must not keep a session open. The token counts as used only
 * afterwards, so that the provider may send it again after a failure; the same token twice at once ends the same sessions.
 * @throws ProblemError `invalid_request` for a repeated token; `audit_unavailable` if the database does not respond
 */
async function endSessions(logout: Logout, call: Call): Promise<void> {
  const now = Date.now();
  if (await withDatabase(() => wasUsed(logout, now))) throw invalid("The logout token was used before (jti).");
  for (const id of await withDatabase(() => findProviderSessions(logout)))
    await endSession(id, "backchannel_logout", now, call);
  await withDatabase(() => markUsed(logout, now));
}

/** @throws ProblemError `rate_limited`; in memory, because anyone may call and must not cause database writes */
function requireQuota(address: string): void {
  const retryAfterS = counter().count(networkOf(address));
  if (retryAfterS !== null) throw new ProblemError("rate_limited", "Too many logout requests.", { retryAfterS });
}

/** Keeps refused tokens visible in the access log, counted per address and minute. */
function recordRefusal(failure: unknown, { requestId, address }: Call): void {
  if (!(failure instanceof ProblemError) || failure.code !== "invalid_request") return;
  const detail = { reason: "logout_token" };
  recordUnauthenticated({ ...emptyAuditEvent, event: "refused", requestId, address, outcome: "refused", detail });
}

/** Adds the members that providers read (section 2.8 of the same) to the problem details. */
async function withError(response: Response): Promise<Response> {
  const problem: ProblemDetails = await response.json();
  const body = { ...problem, error: "invalid_request", error_description: problem.detail };
  return new Response(JSON.stringify(body), response);
}

/**
 * `POST /api/auth/backchannel-logout` (OpenID Connect Back-Channel Logout 1.0 section 2.5): 200 once the sessions have ended, 400
 * for an invalid token. The identity provider calls it without session and origin; its signature is what counts.
 */
export async function backchannelLogoutResponse(request: Request): Promise<Response> {
  if (settings().auth.oidc === null) return notFoundResponse(request);
  const call: Call = { requestId: readRequestId(request.headers), address: readClientAddress(request.headers) };
  try {
    requireQuota(call.address ?? "");
    await endSessions(await readLogout(await readToken(request)), call);
    return new Response(null, { status: 200, headers: apiHeaders(call.requestId) });
  } catch (failure) {
    recordRefusal(failure, call);
    const response = problemResponse(failure, { requestId: call.requestId, path: new URL(request.url).pathname });
    if (response.status === 400) return withError(response);
    log().warn({ requestId: call.requestId, status: response.status }, "a back-channel logout failed");
    return response;
  }
}

export const rejectNonPost = async (request: Request): Promise<Response> => methodNotAllowed(request, "POST");
