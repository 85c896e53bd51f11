import "server-only";
import type { OpenDatabase } from "#lib/database/connection";

const embeddedWarning =
  "The access log is in the embedded database: the owner of this machine has both the log and its key, and could " +
  "rewrite it. Store the checkpoints from standard output elsewhere, or use PostgreSQL with a separate role.";

const sharedRoleWarning =
  "One database role owns the log's tables and writes to them. Set DATABASE_MIGRATION_URL to a separate owner, so " +
  "that the running product cannot regain the right to change entries.";

/** @returns why the owner of this process could change the log, or null with PostgreSQL and two roles */
export function storageWarning({ kind, ownsLog }: Pick<OpenDatabase, "kind" | "ownsLog">): string | null {
  if (kind === "sqlite") return embeddedWarning;
  return ownsLog ? sharedRoleWarning : null;
}
