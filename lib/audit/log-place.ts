import "server-only";
import { openedDatabase } from "#lib/database/connection";
import { once } from "#lib/database/once";
import { settings } from "#lib/env";
import type { LogPlace } from "./append.ts";
import { type AuditKeys, deriveAuditKeys } from "./keys.ts";

/** The keys of AUDIT_KEY, derived once. */
export function auditKeys(): AuditKeys {
  return once("audit-keys", () => deriveAuditKeys(settings().audit.keys));
}

/** The log of this process's settings. */
export async function logPlace(): Promise<LogPlace> {
  const { kind, log } = await openedDatabase();
  return { kind, log, keys: auditKeys(), now: Date.now };
}
