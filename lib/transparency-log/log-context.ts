import "server-only";
import type { Kysely } from "kysely";
import { type DatabaseKind, openedDatabase } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";
import { settings } from "#lib/env";
import { singleton } from "#lib/runtime/singleton";
import { type AuditKeys, deriveAuditKeys } from "./log-keys.ts";

/** Target of new entries; `now` returns UTC milliseconds, and `originHost` names the host in the origin of a new log. */
export type LogContext = {
  kind: DatabaseKind;
  log: Kysely<Tables>;
  keys: AuditKeys;
  originHost: string;
  now: () => number;
};

export function auditKeys(): AuditKeys {
  return singleton("audit-keys", () => deriveAuditKeys(settings().audit.keys));
}

export async function logContext(): Promise<LogContext> {
  const { kind, log } = await openedDatabase();
  return { kind, log, keys: auditKeys(), originHost: settings().audit.originHost, now: Date.now };
}
