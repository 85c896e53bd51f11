import "server-only";
import type { LogPlace } from "#lib/audit/append-entries";
import { openedDatabase } from "#lib/database/connection";
import { settings } from "#lib/env";
import { once } from "#lib/runtime/singleton";
import { type AuditKeys, deriveAuditKeys } from "./log-keys.ts";

/** The keys of AUDIT_KEY, derived once. */
export function auditKeys(): AuditKeys {
  return once("audit-keys", () => deriveAuditKeys(settings().audit.keys));
}

/** The log of this process's settings. */
export async function logPlace(): Promise<LogPlace> {
  const { kind, log } = await openedDatabase();
  return { kind, log, keys: auditKeys(), now: Date.now };
}
