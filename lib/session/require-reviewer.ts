import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent } from "#lib/audit/record-event";
import { readClientAddress, readRequestId } from "#lib/http/request-metadata";
import { paths } from "#lib/paths";
import { hasAnyRole, hasRole, type Person, type Role } from "#lib/person";
import { authenticate } from "./read-person.ts";

/**
 * Returns the person, or redirects to sign-in and back.
 * @param roles any one of these grants access
 */
export async function requireReviewer(roles: readonly Role[], returnPath: string): Promise<Person> {
  const requestHeaders = await headers();
  // The browser prefetches on its own, so a prefetch is not a user action.
  const isAct = !requestHeaders.has("next-router-prefetch") && requestHeaders.get("sec-purpose") === null;
  const person = await authenticate(requestHeaders, isAct);
  if (!person) redirect(paths.signIn(returnPath));
  if (hasAnyRole(person.roles, roles)) return person;
  // Persons without the reviewer role start at the access log instead of the search.
  if (returnPath === paths.home()) redirect(homePathOf(person));
  await recordDenial(person, requestHeaders);
  forbidden();
}

/** Ignores a failing log, because a denial releases nothing. */
async function recordDenial(person: Person, requestHeaders: Headers): Promise<void> {
  const { subject, name, roles } = person;
  const actor = { subject, name, role: roles.join(" ") };
  const call = { requestId: readRequestId(requestHeaders), address: readClientAddress(requestHeaders) };
  await recordEvent({ ...emptyAuditEvent, ...call, event: "denied", person: actor, outcome: "refused" }).catch(
    () => undefined,
  );
}

export function homePathOf(person: Person): string {
  return hasRole(person.roles, "reviewer") ? paths.home() : paths.audit();
}
