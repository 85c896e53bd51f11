import "server-only";
import { settings } from "#lib/env";
import { jsonResponse } from "#lib/http/json-response";
import { apiHeaders, methodNotAllowed, problemResponse } from "#lib/http/problem-response";
import { readClientAddress, readRequestId } from "#lib/http/request-metadata";
import { readOrigin } from "#lib/http/request-origin";
import { requireSameOrigin } from "#lib/http/require-same-origin";
import { apiPaths, parameters, paths } from "#lib/paths";
import { ProblemError } from "#lib/problem";
import { createAuthOptions } from "./auth-options.ts";
import { cookieOptions, isSecureOrigin } from "./cookie.ts";
import { countDemoAttempt } from "./demo-provider.ts";
import { describeClient } from "./describe-client.ts";
import { logOidcFault, OidcFault } from "./oidc-fault.ts";
import { fetchDiscovery } from "./oidc-gateway.ts";
import { createOidcFlow, type OidcFlow } from "./oidc-provider.ts";
import { parseAuthRequest } from "./parse-auth-request.ts";
import { authenticate, readSessionId } from "./read-person.ts";
import { parseReturnPath } from "./return-path.ts";
import { rewriteRedirects } from "./rewrite-redirect.ts";
import { rpLogoutUrl } from "./rp-logout.ts";
import { type NextAuthRequest, runNextAuth } from "./run-next-auth.ts";
import { providersSchema, redirectSchema, sessionSchema } from "./schema.ts";
import { describeSession } from "./session-expiry.ts";
import { endSession } from "./session-store.ts";
import { oidcFaultCodes } from "./sign-in-reasons.ts";
import { type AuthRequestContext, recordSignOut } from "./start-session.ts";

const cookieNames = () => cookieOptions(isSecureOrigin(settings().auth.url));

/** Restricts redirects to our origins and drops query fields that would reach the identity provider. */
function restrictRedirects(call: NextAuthRequest, origin: string): NextAuthRequest {
  const own = [origin, settings().auth.url];
  const cookie = cookieNames().callbackUrl.name;
  const lead = (fields: Record<string, string>, name: string) => {
    if (fields[name] !== undefined) fields[name] = `${origin}${parseReturnPath(fields[name], own)}`;
  };
  if (call.method === "POST") call.query = {};
  lead(call.query, parameters.callbackUrl);
  lead(call.body, parameters.callbackUrl);
  lead(call.cookies, cookie);
  return call;
}

/** Prepares single sign-on for the two actions that need it. @throws ProblemError `provider_unavailable` */
async function prepareOidcFlow([name, provider]: string[], trace: AuthRequestContext): Promise<OidcFlow | null> {
  if (settings().auth.oidc === null || provider !== "oidc" || (name !== "signin" && name !== "callback")) return null;
  const discovery = await fetchDiscovery().catch((cause) => {
    if (cause instanceof OidcFault) logOidcFault(cause, trace.requestId);
    throw new ProblemError(
      "provider_unavailable",
      "Your company's identity provider isn't available. Try again in a moment.",
      { cause },
    );
  });
  return createOidcFlow(discovery, trace);
}

/** Ends the session once next-auth accepts the sign-out. @returns URL of the RP-initiated logout, or null if unknown */
async function signOut(response: Response, trace: AuthRequestContext): Promise<string | null> {
  const { name } = cookieNames().sessionToken;
  if (!response.headers.getSetCookie().some((cookie) => cookie.startsWith(`${name}=;`))) return null;
  const { currentSessionId } = trace;
  const row = currentSessionId === null ? null : await endSession(currentSessionId, "sign_out");
  response.headers.set("Clear-Site-Data", '"cache", "storage"');
  if (!row) return null;
  // The session has already ended; a failing log must not keep the person signed in.
  await recordSignOut({ ...row, roles: row.roles.split(" ") }, trace).catch(() => undefined);
  return rpLogoutUrl(row);
}

/** Lists the configured provider in next-auth's format without contacting the identity provider. */
function listProviders(origin: string): Response {
  const describe = (id: string, name: string, type: string) => ({
    id,
    name,
    type,
    signinUrl: `${origin}${apiPaths.signInWith(id)}`,
    callbackUrl: `${origin}${apiPaths.signInCallback(id)}`,
  });
  const listed = settings().auth.oidc
    ? { oidc: describe("oidc", "Company account", "oauth") }
    : { demo: describe("demo", "Demo account", "credentials") };
  return jsonResponse(providersSchema, listed);
}

/**
 * Redirects to the sign-in page instead of JSON: a returning browser after an outage, and every browser after a named fault,
 * which next-auth's protocol also reports by an address.
 */
function leadBack(request: Request, provider: string | undefined, failure: unknown): Response | null {
  const isAway = failure instanceof ProblemError && failure.code === "provider_unavailable";
  if (!isAway || provider !== "oidc") return null;
  const fault = failure.cause instanceof OidcFault ? failure.cause : null;
  if (fault === null && request.method !== "GET") return null;
  const code = fault === null ? "OAuthCallback" : oidcFaultCodes[fault.reason];
  const url = `${readOrigin(request.headers)}${paths.signInError(code)}`;
  if (request.method === "POST") return jsonResponse(redirectSchema, { url });
  return new Response(null, { status: 302, headers: { Location: url } });
}

async function respond(request: Request, action: string[], trace: AuthRequestContext): Promise<Response> {
  const origin = readOrigin(request.headers);
  if (request.method !== "GET") requireSameOrigin(request.headers);
  const call = restrictRedirects(await parseAuthRequest(request, action), origin);
  const [name, provider] = action;
  if (name === "providers") return listProviders(origin);
  if (name === "session")
    return jsonResponse(sessionSchema, describeSession(await authenticate(request.headers, false)));
  if (name === "callback" && provider === "demo") await countDemoAttempt(call.body.email, trace);
  const response = await runNextAuth(call, createAuthOptions(origin, trace, await prepareOidcFlow(action, trace)));
  const logoutUrl = name === "signout" && request.method === "POST" ? await signOut(response, trace) : null;
  return rewriteRedirects(response, {
    origin,
    mayLeave: name === "signin" && provider === "oidc",
    logoutUrl,
  });
}

export async function handleAuthRequest(request: Request, action: string[]): Promise<Response> {
  const requestId = readRequestId(request.headers);
  const trace: AuthRequestContext = {
    requestId,
    address: readClientAddress(request.headers),
    client: describeClient(request.headers.get("user-agent")),
    currentSessionId: await readSessionId(request.headers),
  };
  if (request.method !== "GET" && request.method !== "POST") return methodNotAllowed(request, "GET, POST");
  try {
    const response = await respond(request, action, trace).catch((failure: unknown) => {
      const back = leadBack(request, action[1], failure);
      if (back === null) throw failure;
      return back;
    });
    for (const [header, value] of Object.entries(apiHeaders(requestId))) response.headers.set(header, value);
    return response;
  } catch (failure) {
    return problemResponse(failure, { requestId, path: new URL(request.url).pathname });
  }
}
