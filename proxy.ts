import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { pagePolicy } from "./lib/http/security-headers.mjs";
import { canonicalPath } from "./lib/paths.ts";

/** Leads to the one address of a page; the browser keeps the fragment. Null if the address is canonical already. */
function redirectToCanonical(request: NextRequest): NextResponse | null {
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  const path = canonicalPath(request.nextUrl.pathname);
  if (path === null) return null;
  const url = request.nextUrl.clone();
  url.pathname = path;
  return NextResponse.redirect(url, 307);
}

/**
 * Sets the page's nonce and redirects to canonical addresses but does not authorize: pages and route handlers check the session
 * themselves, and the API reads any spelling of an ID.
 */
export function proxy(request: NextRequest) {
  const nonce = randomBytes(16).toString("base64");
  const policy = pagePolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  const response = redirectToCanonical(request) ?? NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static/).*)"] };
