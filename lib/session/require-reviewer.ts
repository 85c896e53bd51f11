import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent } from "#lib/audit/record-event";
import { readClientAddress, readRequestId } from "#lib/http/request-metadata";
import { paths } from "#lib/paths";
import type { Person, Role } from "#lib/person";
import { authenticate } from "./read-person.ts";

/**
 * Returns the person, or redirects to sign-in and back.
 * @param roles any one of these grants access
 */
export async function requireReviewer(roles: readonly Role[], returnPath: string): Promise<Person> {
  const asked = await headers();
  // The browser prefetches on its own, so a prefetch is not a user action.
  const isAct = !asked.has("next-router-prefetch") && asked.get("sec-purpose") === null;
  const person = await authenticate(asked, isAct);
  if (!person) redirect(paths.signIn(returnPath));
  if (roles.some((role) => person.roles.includes(role))) return person;
  // Persons without the reviewer role start at the access log instead of the search.
  if (returnPath === paths.home()) redirect(homePathOf(person));
  await recordDenial(person, asked);
  forbidden();
}

/** Ignores a failing log, because a denial releases nothing. */
async function recordDenial(person: Person, asked: Headers): Promise<void> {
  const { subject, name, roles } = person;
  const who = { subject, name, role: roles.join(" ") };
  const call = { requestId: readRequestId(asked), address: readClientAddress(asked) };
  await recordEvent({ ...emptyAuditEvent, ...call, event: "denied", person: who, outcome: "refused" }).catch(
    () => undefined,
  );
}

export function homePathOf(person: Person): string {
  return person.roles.includes("reviewer") ? paths.home() : paths.audit();
}
