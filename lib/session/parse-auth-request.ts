import "server-only";
import { readTextBody } from "#lib/http/read-body";
import { ProblemError } from "#lib/problem";
import { readCookies } from "./cookie.ts";
import type { NextAuthRequest } from "./run-next-auth.ts";

const maxFormBytes = 16 * 1024;

/** Supported actions of next-auth's protocol; log, update and email actions are not. */
const known: Record<string, readonly string[]> = {
  GET: ["csrf", "providers", "session", "signin", "signout", "callback", "error"],
  POST: ["signin", "signout", "callback"],
};

const textFields = (value: object) =>
  Object.fromEntries(Object.entries(value).filter((field): field is [string, string] => typeof field[1] === "string"));

async function readForm(request: Request): Promise<Record<string, string>> {
  const text = await readTextBody(request, maxFormBytes);
  if (request.headers.get("content-type")?.includes("application/json")) {
    try {
      return textFields(Object(JSON.parse(text)));
    } catch {
      throw new ProblemError("invalid_request", "The request body isn't valid JSON. Check its syntax.");
    }
  }
  return textFields(Object.fromEntries(new URLSearchParams(text)));
}

/** @throws ProblemError `not_found`, `method_not_allowed`, or `invalid_request` for a bad body */
export async function parseAuthRequest(request: Request, action: string[]): Promise<NextAuthRequest> {
  const [name = "", provider] = action;
  const actions = known[request.method];
  if (!actions) throw new ProblemError("method_not_allowed", "Unsupported method for this address. Use GET or POST.");
  const isBounded = action.length <= 2 && (provider === undefined || /^[a-z]{1,20}$/.test(provider));
  if (!actions.includes(name) || !isBounded) throw new ProblemError("not_found", "Unknown address. Check the URL.");
  return {
    action,
    method: request.method,
    query: Object.fromEntries(new URL(request.url).searchParams),
    body: request.method === "POST" ? await readForm(request) : {},
    cookies: readCookies(request.headers.get("cookie")),
    headers: Object.fromEntries(request.headers),
  };
}
