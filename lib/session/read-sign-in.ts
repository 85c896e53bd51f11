import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { settings } from "#lib/env";
import { readOrigin } from "#lib/http/request-origin";
import { parameters, paths } from "#lib/paths";
import { authenticate } from "./read-person.ts";
import { homePathOf } from "./require-reviewer.ts";
import { parseReturnPath } from "./return-path.ts";
import { readSignInReason } from "./sign-in-reasons.ts";

export async function readSignIn(query: Record<string, string | string[] | undefined>) {
  const requestHeaders = await headers();
  const { demo, url, roleClaim } = settings().auth;
  const returnTo = parseReturnPath(query[parameters.returnTo] ?? query[parameters.callbackUrl], [
    readOrigin(requestHeaders),
    url,
  ]);
  const person = await authenticate(requestHeaders, false);
  if (person) redirect(returnTo === paths.home() ? homePathOf(person) : returnTo);
  return { isDemo: demo, returnTo, reason: readSignInReason(query[parameters.error]), roleClaim };
}
