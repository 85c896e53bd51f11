import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { paths } from "#lib/paths";
import type { Person, Role } from "./model.ts";
import { readPerson } from "./read-person.ts";

/**
 * The one wrapper of every page: who is signed in, or off to the sign-in page and back here afterwards.
 * @param roles any one of these opens the page
 * @param returnPath this page's own path with its query, from `lib/paths`
 */
export async function requireReviewer(roles: readonly Role[], returnPath: string): Promise<Person> {
  const asked = await headers();
  // A prefetch is the browser's doing, not the person's.
  const isAct = !asked.has("next-router-prefetch") && asked.get("sec-purpose") === null;
  const person = await readPerson(asked, isAct);
  if (!person) redirect(paths.signIn(returnPath));
  if (!roles.some((role) => person.roles.includes(role))) redirect(homeOf(person));
  return person;
}

/** Where a person's work begins: the search for reviewers, the access log for everybody else. */
export function homeOf(person: Person): string {
  return person.roles.includes("reviewer") ? paths.home() : paths.audit();
}
