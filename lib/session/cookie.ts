import "server-only";
import type { CookiesOptions } from "next-auth";

/** True if the product is reached over https; cookies then have the `__Host-` prefix and `Secure`. */
export function isSecureOrigin(url: string): boolean {
  return url.startsWith("https://");
}

const options = (secure: boolean) => ({ httpOnly: true, sameSite: "lax" as const, path: "/", secure });
const short = 15 * 60;

/** Names and attributes of the session and sign-in cookies (prefix: RFC 6265bis section 4.1.3). */
export function cookieOptions(secure: boolean): CookiesOptions {
  const prefix = secure ? "__Host-next-auth." : "next-auth.";
  const cookie = (name: string, maxAge?: number) => ({
    name: `${prefix}${name}`,
    options: maxAge === undefined ? options(secure) : { ...options(secure), maxAge },
  });
  return {
    sessionToken: cookie("session-token"),
    callbackUrl: cookie("callback-url"),
    csrfToken: cookie("csrf-token"),
    pkceCodeVerifier: cookie("pkce.code_verifier", short),
    state: cookie("state", short),
    nonce: cookie("nonce", short),
  };
}

/** @returns the first cookie with this name, or null */
export function readCookie(header: string | null, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return decodeValue(part.slice(at + 1).trim());
  }
  return null;
}

export function readCookies(header: string | null): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at < 1) continue;
    const name = part.slice(0, at).trim();
    const value = decodeValue(part.slice(at + 1).trim());
    if (value !== null && !Object.hasOwn(cookies, name)) cookies[name] = value;
  }
  return cookies;
}

function decodeValue(value: string): string | null {
  try {
    return decodeURIComponent(value.replace(/^"(.*)"$/, "$1"));
  } catch {
    return null;
  }
}
