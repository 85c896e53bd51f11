import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import type { CheckpointNote } from "./checkpoint-note.ts";
import { KeyChain } from "./judge-signatures.ts";
import type { IntegrityFailure } from "./log-fault.ts";
import type { AuditKeys } from "./log-keys.ts";
import { signingKeyOf } from "./log-keys.ts";
import { hashesOf } from "./read-tree.ts";
import { type LogActs, readActs, structuralEvents } from "./structural-entries.ts";
import { parseVerifierKey, type VerifierKey } from "./verifier-key.ts";
import { type CheckpointRow, type EntryRow, isOpenedBy, type TreeSource, TreeVerifier } from "./verify-tree.ts";

/** One log to verify. `pause` gives the main thread back before each page; `signal` stops the verification. */
export type StoredLog = {
  tables: Kysely<Tables>;
  log: number;
  origin: string;
  keys: AuditKeys;
  pause?: () => Promise<unknown>;
  signal?: AbortSignal | undefined;
};

/** Result for one log; `root` is base64, and `size` counts all entries, the pruned ones included. */
export type TreeVerification = {
  log: number;
  origin: string;
  size: number;
  root: string;
  entries: number;
  erased: number;
  pruned: number;
  checkpoints: number;
  /** Checkpoints from outside that agree. */
  brought: number;
  fault: IntegrityFailure | null;
};

const entryPage = 100;
const checkpointPage = 500;

async function* readPages(
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

async function* readCheckpoints({ tables, log }: StoredLog, end: number): AsyncGenerator<CheckpointRow, undefined> {
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

function tileReader({ tables, log }: StoredLog) {
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

const readStructural = ({ tables, log }: Pick<StoredLog, "tables" | "log">): Promise<EntryRow[]> =>
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

async function readSize({ tables, log }: StoredLog): Promise<number> {
  const row = await tables
    .selectFrom("log_checkpoints")
    .select((eb) => eb.fn.max("size").as("size"))
    .where("log", "=", log)
    .executeTakeFirst();
  return Number(row?.size ?? 0);
}

/** One statement, so that entries and checkpoints are of the same moment while the log grows. */
async function findUnsigned({ tables, log }: StoredLog): Promise<IntegrityFailure | null> {
  const row = await tables
    .selectFrom("log_entries")
    .select((eb) => eb.fn.min("index").as("index"))
    .where("log", "=", log)
    .where("index", ">=", (eb) =>
      eb
        .selectFrom("log_checkpoints")
        .select((inner) => inner.fn.coalesce(inner.fn.max("size"), inner.lit(0)).as("size"))
        .where("log", "=", log),
    )
    .executeTakeFirst();
  if (row?.index === null || row?.index === undefined) return null;
  const sequence = Number(row.index) + 1;
  return { sequence, reason: "unsigned_end", detail: `Entry ${sequence} lies behind the newest checkpoint.` };
}

function findForged(keys: KeyChain, brought: readonly CheckpointNote[]): IntegrityFailure | null {
  for (const checkpoint of brought) {
    const failure = keys.judge(checkpoint, null);
    // Only the stored log can have an unknown key; a note from outside that no key of it signed is not a checkpoint of it.
    if (failure) return failure.reason === "key_unknown" ? { ...failure, reason: "checkpoint_forged" } : failure;
  }
  return null;
}

const isAboutKeys = ({ reason }: IntegrityFailure) => reason.startsWith("key_") || reason === "checkpoint_forged";

/** Finds why no key fits: a rotation that was changed or is missing hides the keys before or behind it. */
async function findCause(
  openSource: () => TreeSource,
  structural: readonly EntryRow[],
  acts: LogActs,
): Promise<IntegrityFailure | null> {
  const changed = structural.find((row) => row.content !== null && !isOpenedBy(row));
  if (changed) {
    const sequence = changed.index + 1;
    return { sequence, reason: "changed", detail: `Entry ${sequence} was changed after it was written.` };
  }
  const failure = await new TreeVerifier(openSource(), null, acts).run();
  return failure?.reason === "missing" ? failure : null;
}

/**
 * Verifies one stored log: signatures, commitments, leaves, tiles, roots, what is missing, and checkpoints from outside. Entries
 * that arrive meanwhile are not read.
 * @param brought checkpoints from outside, of this log's origin
 * @param onEntry called with each entry in order; false: its search columns are wrong
 * @throws the reason of `signal`, or the database's error
 */
export async function verifyLogTree(
  stored: StoredLog,
  brought: readonly CheckpointNote[] = [],
  onEntry: (row: EntryRow) => boolean = () => true,
): Promise<TreeVerification> {
  const { log, origin } = stored;
  const size = await readSize(stored);
  const structural = await readStructural(stored);
  const trusted = stored.keys.map((key) => signingKeyOf(key, origin).verifierKey);
  const honest = structural.filter(isOpenedBy);
  const acts = readActs(honest);
  const keys = new KeyChain(trusted, acts.rotations);
  const openSource = () => ({
    origin,
    size,
    pages: readPages(stored, size),
    checkpoints: readCheckpoints(stored, size),
    readTile: tileReader(stored),
  });
  const verifier = new TreeVerifier(openSource(), keys, acts, brought);
  verifier.onEntry = onEntry;
  let fault = findForged(keys, brought) ?? (await verifier.run()) ?? (await findUnsigned(stored));
  if (fault && isAboutKeys(fault)) fault = (await findCause(openSource, structural, acts)) ?? fault;
  if (fault === null && size > 0 && !keys.isTrusted)
    fault = { sequence: 1, reason: "key_unknown", detail: "None of the log's keys is a key of AUDIT_KEY." };
  return { log, origin, size, root: verifier.root().toString("base64"), ...verifier.counts, fault };
}
