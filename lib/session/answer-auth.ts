import "server-only";
import { whenAvailable } from "#lib/database/available";
import { settings } from "#lib/env";
import { answerProblem, apiHeaders } from "#lib/http/answer-problem";
import { ProblemError } from "#lib/http/problem";
import { readAddress, readRequestId } from "#lib/http/read-call";
import { requireOwnPage } from "#lib/http/require-own-page";
import { describeAuth } from "./auth-options.ts";
import { type AuthTrace, recordSignOut } from "./begin-session.ts";
import { bringHome } from "./bring-home.ts";
import { describeCookies, isSecureOrigin } from "./cookie.ts";
import { countDemoAttempt } from "./demo-provider.ts";
import { describeSession } from "./describe-session.ts";
import { describeFarewell } from "./farewell.ts";
import { fetchDiscovery } from "./oidc-gateway.ts";
import { type CompanySignIn, describeCompanySignIn } from "./oidc-provider.ts";
import { readAuthCall } from "./read-auth-call.ts";
import { readPerson } from "./read-person.ts";
import { readOrigin } from "./request-origin.ts";
import { parseReturnPath } from "./return-path.ts";
import { type AuthCall, runNextAuth } from "./run-next-auth.ts";
import { openSessionId } from "./seal.ts";
import { endSession } from "./session-store.ts";

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
async function openCompany([name, provider]: string[], trace: AuthTrace): Promise<CompanySignIn | null> {
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
async function signOut(call: AuthCall, response: Response, trace: AuthTrace): Promise<string | null> {
  const { name } = cookieNames().sessionToken;
  if (!response.headers.getSetCookie().some((cookie) => cookie.startsWith(`${name}=;`))) return null;
  const sessionId = await openSessionId(call.cookies[name] ?? null);
  const row = sessionId ? await whenAvailable(() => endSession(sessionId, "sign_out")) : null;
  response.headers.set("Clear-Site-Data", '"cache", "storage"');
  if (!row) return null;
  // The session is over already: a log that cannot be written must not keep anybody signed in.
  await recordSignOut({ ...row, roles: row.roles.split(" ") }, trace).catch(() => undefined);
  return describeFarewell(row);
}

async function answer(request: Request, action: string[], trace: AuthTrace): Promise<Response> {
  const origin = readOrigin(request.headers);
  if (request.method !== "GET") requireOwnPage(request.headers);
  const call = tame(await readAuthCall(request, action), origin);
  const [name, provider] = action;
  if (name === "session") return Response.json(describeSession(await readPerson(request.headers, false)));
  if (name === "callback" && provider === "demo") await countDemoAttempt(call.body.email, trace);
  const response = await runNextAuth(call, describeAuth(origin, trace, await openCompany(action, trace)));
  const farewell = name === "signout" && request.method === "POST" ? await signOut(call, response, trace) : null;
  return bringHome(response, { origin, mayLeave: name === "signin" && provider === "oidc", farewell });
}

/** One call of `/api/auth/*`: next-auth's own protocol, with addresses tamed and sessions that end on the server. */
export async function answerAuth(request: Request, action: string[]): Promise<Response> {
  const requestId = readRequestId(request.headers);
  const trace = { requestId, address: readAddress(request.headers) };
  try {
    const response = await answer(request, action, trace);
    for (const [header, value] of Object.entries(apiHeaders(requestId))) response.headers.set(header, value);
    return response;
  } catch (failure) {
    return answerProblem(failure, { requestId, path: new URL(request.url).pathname });
  }
}
