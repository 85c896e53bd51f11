import "server-only";
import { randomUUID } from "node:crypto";
import { once } from "#lib/database/once";
import { settings } from "#lib/env";
import type { Person, Role } from "./model.ts";

export type SessionEnd = "sign_out" | "idle" | "max_age" | "revoked" | "no_role" | "provider";
export type NewSession = {
  subject: string;
  name: string;
  email: string | null;
  roles: readonly Role[];
  provider: "demo" | "oidc";
};
type Row = NewSession & { id: string; startedAt: number; lastActAt: number };

const rows = once("sessions", () => new Map<string, Row>());

/** Begins a session and returns its row's id. */
export async function createSession(session: NewSession, now = Date.now()): Promise<string> {
  const id = randomUUID();
  rows.set(id, { ...session, id, startedAt: now, lastActAt: now });
  return id;
}

/** The person of a living session, or null when it ended. `isAct` says that a person acted: only that moves the idle end. */
export async function findPerson(id: string, isAct: boolean, now = Date.now()): Promise<Person | null> {
  const row = rows.get(id);
  if (!row) return null;
  const { idleMin, maxH } = settings().session;
  if (now >= row.lastActAt + idleMin * 60_000 || now >= row.startedAt + maxH * 3_600_000) {
    rows.delete(id);
    return null;
  }
  if (isAct) row.lastActAt = now;
  return { subject: row.subject, name: row.name, email: row.email, roles: row.roles, sessionId: id };
}

/** Ends a session for good, on every replica. */
export async function endSession(id: string, _end: SessionEnd): Promise<void> {
  rows.delete(id);
}
