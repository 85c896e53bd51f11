import "server-only";
import type { Kysely } from "kysely";
import { type DatabaseKind, openedDatabase } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";
import { settings } from "#lib/env";
import { singleton } from "#lib/runtime/singleton";
import { type AuditKeys, deriveAuditKeys } from "./log-keys.ts";

/** Where entries go: a database, the keys, and a clock in UTC milliseconds. */
export type LogContext = { kind: DatabaseKind; log: Kysely<Tables>; keys: AuditKeys; now: () => number };

/** The keys of AUDIT_KEY, derived once. */
export function auditKeys(): AuditKeys {
  return singleton("audit-keys", () => deriveAuditKeys(settings().audit.keys));
}

/** The log of this process's settings. */
export async function logPlace(): Promise<LogContext> {
  const { kind, log } = await openedDatabase();
  return { kind, log, keys: auditKeys(), now: Date.now };
}
