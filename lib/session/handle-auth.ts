import "server-only";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import { apiHeaders, methodNotAllowed, problemResponse } from "#lib/http/problem-response";
import { readClientAddress, readRequestId } from "#lib/http/request-metadata";
import { readOrigin } from "#lib/http/request-origin";
import { requireSameOrigin } from "#lib/http/require-same-origin";
import { paths } from "#lib/paths";
import { ProblemError } from "#lib/problem";
import { describeAuth } from "./auth-options.ts";
import { describeCookies, isSecureOrigin } from "./cookie.ts";
import { countDemoAttempt } from "./demo-provider.ts";
import { fetchDiscovery } from "./oidc-gateway.ts";
import { describeCompanySignIn, type OidcSignIn } from "./oidc-provider.ts";
import { readAuthCall } from "./parse-auth-request.ts";
import { authenticate } from "./read-person.ts";
import { parseReturnPath } from "./return-path.ts";
import { rewriteRedirects } from "./rewrite-redirect.ts";
import { rpLogoutUrl } from "./rp-logout.ts";
import { type AuthCall, runNextAuth } from "./run-next-auth.ts";
import { describeSession } from "./session-expiry.ts";
import { decryptSessionId } from "./session-jwe.ts";
import { endSession } from "./session-store.ts";
import { type AuthRequestContext, recordSignOut } from "./start-session.ts";

const cookieNames = () => describeCookies(isSecureOrigin(settings().auth.url));

/** Nothing that a browser sent may lead next-auth to another place, or add to the question for the identity provider. */
function tame(call: AuthCall, origin: string): AuthCall {
  const own = [origin, settings().auth.url];
  const cookie = cookieNames().callbackUrl.name;
  const lead = (fields: Record<string, string>, name: string) => {
    if (fields[name] !== undefined) fields[name] = `${origin}${parseReturnPath(fields[name], own)}`;
  };
  if (call.method === "POST") call.query = {};
  lead(call.query, "callbackUrl");
  lead(call.body, "callbackUrl");
  lead(call.cookies, cookie);
  return call;
}

/** Single sign-on for the two calls that need it. @throws ProblemError `provider_unavailable` */
async function openCompany([name, provider]: string[], trace: AuthRequestContext): Promise<OidcSignIn | null> {
  if (settings().auth.oidc === null || provider !== "oidc" || (name !== "signin" && name !== "callback")) return null;
  const discovery = await fetchDiscovery().catch((cause) => {
    throw new ProblemError("provider_unavailable", "Your company's sign-in does not answer.", { cause });
  });
  return describeCompanySignIn(discovery, trace);
}

/**
 * Ends the session's row, where next-auth has accepted the sign-out (its CSRF token fits) and takes the cookie back.
 * @returns where the identity provider's own session ends, if that is known
 */
async function signOut(call: AuthCall, response: Response, trace: AuthRequestContext): Promise<string | null> {
  const { name } = cookieNames().sessionToken;
  if (!response.headers.getSetCookie().some((cookie) => cookie.startsWith(`${name}=;`))) return null;
  const sessionId = await decryptSessionId(call.cookies[name] ?? null);
  const row = sessionId ? await withDatabase(() => endSession(sessionId, "sign_out")) : null;
  response.headers.set("Clear-Site-Data", '"cache", "storage"');
  if (!row) return null;
  // The session is over already: a log that cannot be written must not keep anybody signed in.
  await recordSignOut({ ...row, roles: row.roles.split(" ") }, trace).catch(() => undefined);
  return rpLogoutUrl(row);
}

/** The way in that there is, as next-auth lists it; single sign-on is named without asking its server. */
function listProviders(origin: string): Response {
  const [id, name, type] = settings().auth.oidc
    ? ["oidc", "Company account", "oauth"]
    : ["demo", "Demo account", "credentials"];
  const at = (step: string) => `${origin}/api/auth/${step}/${id}`;
  return Response.json({ [id]: { id, name, type, signinUrl: at("signin"), callbackUrl: at("callback") } });
}

/** A browser that comes back while the company's sign-in is away lands on a page that says so, not on JSON. */
function leadBack(request: Request, provider: string | undefined, failure: unknown): Response | null {
  const isAway = failure instanceof ProblemError && failure.code === "provider_unavailable";
  if (!isAway || provider !== "oidc" || request.method !== "GET") return null;
  const location = `${readOrigin(request.headers)}${paths.signIn()}?error=OAuthCallback`;
  return new Response(null, { status: 302, headers: { Location: location } });
}

async function answer(request: Request, action: string[], trace: AuthRequestContext): Promise<Response> {
  const origin = readOrigin(request.headers);
  if (request.method !== "GET") requireSameOrigin(request.headers);
  const call = tame(await readAuthCall(request, action), origin);
  const [name, provider] = action;
  if (name === "providers") return listProviders(origin);
  if (name === "session") return Response.json(describeSession(await authenticate(request.headers, false)));
  if (name === "callback" && provider === "demo") await countDemoAttempt(call.body.email, trace);
  const response = await runNextAuth(call, describeAuth(origin, trace, await openCompany(action, trace)));
  const farewell = name === "signout" && request.method === "POST" ? await signOut(call, response, trace) : null;
  return rewriteRedirects(response, { origin, mayLeave: name === "signin" && provider === "oidc", farewell });
}

/** One call of `/api/auth/*`: next-auth's own protocol, with addresses tamed and sessions that end on the server. */
export async function handleAuthRequest(request: Request, action: string[]): Promise<Response> {
  const requestId = readRequestId(request.headers);
  const trace = { requestId, address: readClientAddress(request.headers) };
  if (request.method !== "GET" && request.method !== "POST") return methodNotAllowed(request, "GET, POST");
  try {
    const response = await answer(request, action, trace).catch((failure: unknown) => {
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
