import "server-only";
import type { CheckpointNote } from "./checkpoint-note.ts";
import { KeyChain } from "./judge-signatures.ts";
import type { IntegrityFailure } from "./log-fault.ts";
import { signingKeyOf } from "./log-keys.ts";
import { readCheckpoints, readPages, readSize, readStructural, type StoredLog, tileReader } from "./read-stored-log.ts";
import { type LogActs, readActs } from "./structural-entries.ts";
import { type EntryRow, isOpenedBy, type TreeSource, TreeVerifier } from "./verify-tree.ts";

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
  let fault = findForged(keys, brought) ?? (await verifier.run()) ?? (await findUnsigned(stored)) ?? keys.break;
  if (fault && isAboutKeys(fault)) fault = (await findCause(openSource, structural, acts)) ?? fault;
  if (fault === null && size > 0 && !keys.isTrusted)
    fault = { sequence: 1, reason: "key_unknown", detail: "None of the log's keys is a key of AUDIT_KEY." };
  return { log, origin, size, root: verifier.root().toString("base64"), ...verifier.counts, fault };
}
