import "server-only";
import { whenAvailable } from "#lib/database/available";
import { settings } from "#lib/env";
import { answerProblem, apiHeaders } from "#lib/http/answer-problem";
import { readAddress, readRequestId } from "#lib/http/read-call";
import { requireOwnPage } from "#lib/http/require-own-page";
import { describeAuth } from "./auth-options.ts";
import { type AuthTrace, recordSignOut } from "./begin-session.ts";
import { describeCookies, isSecureOrigin } from "./cookie.ts";
import { countDemoAttempt } from "./demo-provider.ts";
import type { Person } from "./model.ts";
import { readAuthCall } from "./read-auth-call.ts";
import { readPerson } from "./read-person.ts";
import { readOrigin } from "./request-origin.ts";
import { parseReturnPath } from "./return-path.ts";
import { type AuthCall, runNextAuth } from "./run-next-auth.ts";
import { openSessionId } from "./seal.ts";
import { endSession } from "./session-store.ts";

/** The session as next-auth's clients know it; `{}` for nobody. Asking never extends a session. */
function describeSession(person: Person | null): object {
  if (!person) return {};
  const { name, email, roles, subject } = person;
  const expires = new Date(Date.now() + settings().session.maxH * 3_600_000).toISOString();
  return { user: { name, email, id: subject }, roles, expires };
}

/** Nothing that a browser sent may lead next-auth to another place: addresses are replaced before it reads them. */
function tame(call: AuthCall, origin: string): AuthCall {
  const names = describeCookies(isSecureOrigin(settings().auth.url));
  const own = [origin, settings().auth.url];
  const lead = (value: string) => `${origin}${parseReturnPath(value, own)}`;
  for (const fields of [call.query, call.body, call.cookies]) {
    const name = fields === call.cookies ? names.callbackUrl.name : "callbackUrl";
    if (fields[name] !== undefined) fields[name] = lead(fields[name]);
  }
  return call;
}

/** An address of next-auth's answer, under the origin that this request came to. Single sign-on leads out by its own door. */
function homeward(address: string, origin: string): string {
  const url = new URL(address, origin);
  const isOut = settings().auth.oidc !== null && url.origin !== new URL(settings().auth.url).origin;
  return isOut ? address : `${origin}${url.pathname}${url.search}${url.hash}`;
}

async function bringHome(response: Response, origin: string): Promise<Response> {
  const location = response.headers.get("Location");
  if (location !== null) response.headers.set("Location", homeward(location, origin));
  if (!response.headers.get("Content-Type")?.includes("json")) return response;
  const body = (await response.json()) as { url?: unknown };
  const answer = typeof body.url === "string" ? { ...body, url: homeward(body.url, origin) } : body;
  return new Response(JSON.stringify(answer), response);
}

/** Ends the session's row, where next-auth has accepted the sign-out (its CSRF token fits) and takes the cookie back. */
async function signOut(call: AuthCall, response: Response, trace: AuthTrace): Promise<void> {
  const { name } = describeCookies(isSecureOrigin(settings().auth.url)).sessionToken;
  if (!response.headers.getSetCookie().some((cookie) => cookie.startsWith(`${name}=;`))) return;
  const sessionId = await openSessionId(call.cookies[name] ?? null);
  const row = sessionId ? await whenAvailable(() => endSession(sessionId, "sign_out")) : null;
  // The session is over already: a log that cannot be written must not keep anybody signed in.
  if (row) await recordSignOut({ ...row, roles: row.roles.split(" ") }, trace).catch(() => undefined);
  response.headers.set("Clear-Site-Data", '"cache", "storage"');
}

/** One call of `/api/auth/*`: next-auth's own protocol, with addresses tamed and sessions that end on the server. */
export async function answerAuth(request: Request, action: string[]): Promise<Response> {
  const requestId = readRequestId(request.headers);
  const trace = { requestId, address: readAddress(request.headers) };
  const origin = readOrigin(request.headers);
  try {
    if (request.method !== "GET") requireOwnPage(request.headers);
    const call = tame(await readAuthCall(request, action), origin);
    const [name, provider] = action;
    if (name === "callback" && provider === "demo") await countDemoAttempt(call.body.email, trace);
    const response =
      name === "session"
        ? Response.json(describeSession(await readPerson(request.headers, false)))
        : await bringHome(await runNextAuth(call, describeAuth(origin, trace)), origin);
    if (name === "signout" && request.method === "POST") await signOut(call, response, trace);
    for (const [header, value] of Object.entries(apiHeaders(requestId))) response.headers.set(header, value);
    return response;
  } catch (failure) {
    return answerProblem(failure, { requestId, path: new URL(request.url).pathname });
  }
}
