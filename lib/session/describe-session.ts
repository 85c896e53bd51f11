import "server-only";
import { settings } from "#lib/env";
import type { Person } from "#lib/person";

/** The session as next-auth's clients know it; `{}` for nobody. */
export function describeSession(person: Person | null): object {
  if (!person) return {};
  const { name, email, roles, subject } = person;
  const expires = new Date(Date.now() + settings().session.maxH * 3_600_000).toISOString();
  return { user: { name, email, id: subject }, roles, expires };
}
