import "server-only";
import { settings } from "#lib/env";
import type { Person } from "#lib/person";

/** When a session ends by itself. Pure: the clock is passed in. */

export type SessionTimes = { started_at: number; last_act_at: number; ended_at: number | null };
export type SessionLimits = { idleMin: number; maxH: number };

/** Why a session is over at `now` (UTC milliseconds), or null while it lives. */
export function sessionExpiry(
  times: SessionTimes,
  limits: SessionLimits,
  now: number,
): "ended" | "max_age" | "idle" | null {
  if (times.ended_at !== null) return "ended";
  if (now >= times.started_at + limits.maxH * 3_600_000) return "max_age";
  if (now >= times.last_act_at + limits.idleMin * 60_000) return "idle";
  return null;
}

/** How old the noted last act may get before it is written again: a hundredth of the idle time, so that the end is exact to 1 %. */
export function actGranularityMs({ idleMin }: SessionLimits): number {
  return (idleMin * 60_000) / 100;
}

/** The session as next-auth's clients know it; `{}` for nobody. */
export function describeSession(person: Person | null): object {
  if (!person) return {};
  const { name, email, roles, subject } = person;
  const expires = new Date(Date.now() + settings().session.maxH * 3_600_000).toISOString();
  return { user: { name, email, id: subject }, roles, expires };
}
