import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import type { AuditKeys } from "./log-keys.ts";
import { hashesOf } from "./read-tree.ts";
import { readActs, structuralEvents } from "./structural-entries.ts";
import { parseVerifierKey, type VerifierKey } from "./verifier-key.ts";
import { type CheckpointRow, type EntryRow, isOpenedBy } from "./verify-tree.ts";

/** One log to verify. `pause` gives the main thread back before each page; `signal` stops the verification. */
export type StoredLog = {
  tables: Kysely<Tables>;
  log: number;
  origin: string;
  keys: AuditKeys;
  pause?: () => Promise<unknown>;
  signal?: AbortSignal | undefined;
};

const entryPage = 100;
const checkpointPage = 500;

export async function* readPages(
  { tables, log, pause, signal }: StoredLog,
  end: number,
): AsyncGenerator<EntryRow[], undefined> {
  let next = 0;
  const read = () =>
    tables
      .selectFrom("log_entries")
      .selectAll()
      .where("log", "=", log)
      .where("index", ">=", next)
      .where("index", "<", end)
      .orderBy("index")
      .limit(entryPage)
      .execute();
  let reading = read();
  for (;;) {
    const rows = await reading;
    signal?.throwIfAborted();
    const last = rows.at(-1);
    if (last === undefined) return;
    next = last.index + 1;
    reading = read();
    // Prevents an unhandled rejection when the caller stops iterating.
    reading.catch(() => undefined);
    await pause?.();
    yield rows;
  }
}

export async function* readCheckpoints(
  { tables, log }: StoredLog,
  end: number,
): AsyncGenerator<CheckpointRow, undefined> {
  for (let after = 0; ; ) {
    const rows = await tables
      .selectFrom("log_checkpoints")
      .select(["size", "size_before", "root", "note"])
      .where("log", "=", log)
      .where("size", ">", after)
      .where("size", "<=", end)
      .orderBy("size")
      .limit(checkpointPage)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    yield* rows;
    after = last.size;
  }
}

export function tileReader({ tables, log }: StoredLog) {
  return async (level: number, number: number) => {
    const row = await tables
      .selectFrom("log_tiles")
      .select(["hashes", "root"])
      .where("log", "=", log)
      .where("level", "=", level)
      .where("number", "=", number)
      .executeTakeFirst();
    return row ? { hashes: hashesOf(row), root: Buffer.from(row.root) } : null;
  };
}

export const readStructural = ({ tables, log }: Pick<StoredLog, "tables" | "log">): Promise<EntryRow[]> =>
  tables
    .selectFrom("log_entries")
    .selectAll()
    .where("log", "=", log)
    .where("event", "in", [...structuralEvents])
    .orderBy("index")
    .execute();

/** Reads the keys that the log's rotations name, the newest last; entries that do not fit their commitment name none. */
export async function readRotationKeys(tables: Kysely<Tables>, log: number): Promise<VerifierKey[]> {
  const entries = await readStructural({ tables, log });
  return readActs(entries.filter(isOpenedBy)).rotations.flatMap(({ from, to }) => [from, to].map(parseVerifierKey));
}

export async function readSize({ tables, log }: StoredLog): Promise<number> {
  const row = await tables
    .selectFrom("log_checkpoints")
    .select((eb) => eb.fn.max("size").as("size"))
    .where("log", "=", log)
    .executeTakeFirst();
  return Number(row?.size ?? 0);
}
