import "server-only";
import { settings } from "#lib/env";
import { describeCookies, isSecureOrigin, readCookie } from "./cookie.ts";
import type { Person } from "./model.ts";
import { openSessionId } from "./seal.ts";
import { findPerson } from "./session-store.ts";

/** The name of the session's cookie under the configured origin. */
export function sessionCookieName(): string {
  return describeCookies(isSecureOrigin(settings().auth.url)).sessionToken.name;
}

/**
 * Who sent these headers: the person of a living session, or null. Headers that claim anything else are not read.
 * @param isAct true for what a person did; polls and session checks pass false and never move the idle end
 */
export async function readPerson(headers: Headers, isAct: boolean): Promise<Person | null> {
  const id = await openSessionId(readCookie(headers.get("cookie"), sessionCookieName()));
  return id === null ? null : findPerson(id, isAct);
}
