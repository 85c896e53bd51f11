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
 * The one wrapper of every page: who is signed in, or off to the sign-in page and back here afterwards.
 * @param roles any one of these opens the page
 * @param returnPath this page's own path with its query, from `lib/paths`
 */
export async function requireReviewer(roles: readonly Role[], returnPath: string): Promise<Person> {
  const asked = await headers();
  // A prefetch is the browser's doing, not the person's.
  const isAct = !asked.has("next-router-prefetch") && asked.get("sec-purpose") === null;
  const person = await authenticate(asked, isAct);
  if (!person) redirect(paths.signIn(returnPath));
  if (roles.some((role) => person.roles.includes(role))) return person;
  // The search is everybody's first page; who has no evidence to read begins elsewhere.
  if (returnPath === paths.home()) redirect(homePathOf(person));
  await recordDenial(person, asked);
  forbidden();
}

/** Written where it can be: nothing is released here, so a log that fails changes nothing. */
async function recordDenial(person: Person, asked: Headers): Promise<void> {
  const { subject, name, roles } = person;
  const who = { subject, name, role: roles.join(" ") };
  const call = { requestId: readRequestId(asked), address: readClientAddress(asked) };
  await recordEvent({ ...emptyAuditEvent, ...call, event: "denied", person: who, outcome: "refused" }).catch(
    () => undefined,
  );
}

/** Where a person's work begins: the search for reviewers, the access log for everybody else. */
export function homePathOf(person: Person): string {
  return person.roles.includes("reviewer") ? paths.home() : paths.audit();
}
