import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { settings } from "#lib/env";
import { readOrigin } from "#lib/http/request-origin";
import { parameters, paths } from "#lib/paths";
import { authenticate } from "./read-person.ts";
import { homePathOf } from "./require-reviewer.ts";
import { parseReturnPath } from "./return-path.ts";

export type SignInReason = "noRole" | "refused" | "provider" | "limited" | null;

function readReason(error: unknown): SignInReason {
  if (typeof error !== "string" || error === "SessionRequired") return null;
  if (error === "AccessDenied") return "noRole";
  if (error === "CredentialsSignin") return "refused";
  if (error === "TooManyAttempts") return "limited";
  return "provider";
}

export async function readSignIn(query: Record<string, string | string[] | undefined>) {
  const asked = await headers();
  const { demo, url } = settings().auth;
  const returnTo = parseReturnPath(query[parameters.returnTo] ?? query[parameters.callbackUrl], [
    readOrigin(asked),
    url,
  ]);
  const person = await authenticate(asked, false);
  if (person) redirect(returnTo === paths.home() ? homePathOf(person) : returnTo);
  return { isDemo: demo, returnTo, reason: readReason(query[parameters.error]) };
}
