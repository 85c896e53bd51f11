import "server-only";
import { settings } from "#lib/env";
import type { Person } from "#lib/person";
import type { SessionResponse } from "./schema.ts";

export type SessionTimes = { started_at: number; last_act_at: number; ended_at: number | null };
export type SessionLimits = { idleMin: number; maxH: number };

/** @param now UTC milliseconds @returns null while the session is active */
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

/** Update interval in ms of the last activity: a hundredth of the idle timeout, so that the timeout is exact to 1 %. */
export function actGranularityMs({ idleMin }: SessionLimits): number {
  return (idleMin * 60_000) / 100;
}

export function describeSession(person: Person | null): SessionResponse {
  if (!person) return {};
  const { name, email, roles, subject } = person;
  const expires = new Date(Date.now() + settings().session.maxH * 3_600_000).toISOString();
  return { user: { name, email, id: subject }, roles: [...roles], expires };
}
