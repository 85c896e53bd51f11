import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { pagePolicy } from "./lib/http/security-headers.mjs";

/**
 * Gives each page its nonce. Next reads it from the request's policy and puts it on its own scripts. Nothing is guarded here: every page and every
 * route checks the session itself, and without this file pages keep the policy of the server around Next, which lets no script run.
 */
export function proxy(request: NextRequest) {
  const nonce = randomBytes(16).toString("base64");
  const policy = pagePolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static/).*)"] };
