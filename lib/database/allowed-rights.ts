import type { Tables } from "./tables.ts";

/** Migration tables of kysely, which the runtime role reads to detect an outdated schema. */
type MigrationTable = "kysely_migration" | "kysely_migration_lock";

const append = ["SELECT", "INSERT"] as const;
const change = ["SELECT", "INSERT", "UPDATE", "DELETE"] as const;

/**
 * All rights of the PostgreSQL runtime role on our tables. `npm run migrate` grants exactly these, and the start refuses more.
 * The log's tables are append-only.
 */
export const tableRights: Record<keyof Tables | MigrationTable, readonly string[]> = {
  audit_entries: append,
  audit_checkpoints: append,
  logs: append,
  log_entries: append,
  log_tiles: append,
  log_checkpoints: append,
  sessions: change,
  limit_counters: change,
  limit_evidence: change,
  purposes: change,
  trusted_keys: change,
  status_words: change,
  status_releases: change,
  evidence_states: change,
  evidence_openings: change,
  person_settings: change,
  decisions: append,
  decision_challenges: change,
  dossier_parts: change,
  dossier_batches: change,
  dossier_batch_cases: ["SELECT", "INSERT", "DELETE"],
  // A revoked passkey stays, because decisions were confirmed with it.
  passkeys: ["SELECT", "INSERT", "UPDATE"],
  passkey_challenges: change,
  kysely_migration: ["SELECT"],
  kysely_migration_lock: ["SELECT"],
};

export type OtherKind =
  | "table"
  | "sequence"
  | "routine"
  | "schema"
  | "database"
  | "tablespace"
  | "foreign server"
  | "foreign-data wrapper"
  | "parameter";

/**
 * Rights on everything else. PostgreSQL gives CONNECT, TEMPORARY and USAGE to PUBLIC, so managed databases have them too:
 * a connection, temporary tables and names of objects reach no row of the log.
 */
export const otherRights: Record<OtherKind, readonly string[]> = {
  table: [],
  sequence: [],
  routine: [],
  schema: ["USAGE"],
  database: ["CONNECT", "TEMPORARY"],
  tablespace: [],
  "foreign server": [],
  "foreign-data wrapper": [],
  parameter: [],
};
