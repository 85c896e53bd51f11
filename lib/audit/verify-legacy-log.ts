import "server-only";
import type { IntegrityFailure } from "#lib/transparency-log/log-fault";
import { fromRow } from "./entry-row.ts";
import { TimeReporter } from "./entry-times.ts";
import { emptyTreeHash, LegacyChainVerifier } from "./legacy-chain.ts";
import {
  detectTruncation,
  type LegacyCheckpoint,
  type LegacySource,
  readLatestCheckpoint,
  readLegacyCheckpoints,
  verifyLegacyCheckpoint,
} from "./legacy-checkpoint.ts";
import { readBounds, scanEntries, scanSlices } from "./scan-entries.ts";
import type { TimeReport } from "./schema.ts";

/** `first` and `last` are sequences, zeros for an empty log; `head` is the MAC of the last verified entry. */
export type LegacyVerification = {
  intact: boolean;
  entries: number;
  first: number;
  last: number;
  head: string;
  /** Checkpoints compared, both stored and supplied. */
  checkpoints: number;
  fault: IntegrityFailure | null;
  times: TimeReport;
  /** UTC milliseconds. */
  at: number;
  durationMs: number;
};

/** Requires a pruning entry and its signed checkpoint if the log does not start at entry 1. */
function judgeBeginning(
  first: number,
  start: LegacyCheckpoint | null,
  walk: LegacyChainVerifier,
): IntegrityFailure | null {
  if (first === 1) return null;
  const known = walk.prunings.some(({ through, head }) => through === first - 1 && head === start?.head);
  if (start !== null && known) return null;
  return {
    sequence: 1,
    reason: "beginning_cut",
    detail: `Entries before ${first} are missing, and no pruning explains it.`,
  };
}

/** Entries whose MACs are computed in one slice of the main thread: one to two milliseconds. */
const sliceSize = 50;

/** Sequences whose stored checkpoints are read at once. */
const checkpointRange = 5_000;

/** Verifies entries with their checkpoints in order; stops at the first failure. */
async function walkLog(
  source: LegacySource,
  brought: readonly LegacyCheckpoint[],
  { walk, times, last }: { walk: LegacyChainVerifier; times: TimeReporter; last: number },
) {
  const counts = { entries: 0, checkpoints: 0 };
  const broughtBySequence = Map.groupBy(brought, ({ sequence }) => sequence);
  let stored = new Map<number, LegacyCheckpoint[]>();
  let storedThrough = walk.position.sequence;
  for await (const rows of scanEntries(source.tables, walk.position.sequence, last, source.signal)) {
    const after = walk.position.sequence;
    const through = rows.at(-1)?.sequence ?? last;
    if (through > storedThrough) {
      storedThrough = Math.max(through, after + checkpointRange);
      stored = Map.groupBy(await readLegacyCheckpoints(source, after, storedThrough), ({ sequence }) => sequence);
    }
    for (const [index, row] of rows.entries()) {
      if (index % sliceSize === 0) await scanSlices().next();
      let fault = walk.step(fromRow(row));
      const checkpoints = [...(stored.get(row.sequence) ?? []), ...(broughtBySequence.get(row.sequence) ?? [])];
      for (const checkpoint of checkpoints) {
        counts.checkpoints += 1;
        fault ??= verifyLegacyCheckpoint(checkpoint, source.keys, row.mac);
      }
      if (fault) return { ...counts, fault };
      times.add(row);
      counts.entries += 1;
    }
  }
  const next = walk.position.sequence + 1;
  const unread: IntegrityFailure = { sequence: next, reason: "changed", detail: `Entry ${next} cannot be read.` };
  return { ...counts, fault: next <= last ? unread : null };
}

async function verifyOnce(source: LegacySource, brought: readonly LegacyCheckpoint[]): Promise<LegacyVerification> {
  const at = source.now();
  const latest = await readLatestCheckpoint(source, brought);
  const { first, last } = await readBounds(source.tables);
  const before = await readLegacyCheckpoints(source, first - 2, first - 1);
  const start =
    before.find(
      ({ reason, ...rest }) => reason === "pruning" && !verifyLegacyCheckpoint({ reason, ...rest }, source.keys, null),
    ) ?? null;
  const walk = new LegacyChainVerifier(source.keys, {
    sequence: first - 1,
    mac: start?.head ?? emptyTreeHash,
    // A newer key than the last pruned entry's may have signed the pruning checkpoint.
    keyId: null,
  });
  const early =
    (first > 1 && start === null ? judgeBeginning(first, null, walk) : null) ??
    brought
      .map((checkpoint) => verifyLegacyCheckpoint(checkpoint, source.keys, null))
      .find((fault) => fault !== null) ??
    null;
  const times = new TimeReporter(at);
  const walked = early
    ? { entries: 0, checkpoints: 0, fault: early }
    : await walkLog(source, brought, { walk, times, last });
  const fault = walked.fault ?? judgeBeginning(first, start, walk) ?? detectTruncation(latest, last);
  return {
    intact: fault === null,
    entries: walked.entries,
    first: last === 0 ? 0 : first,
    last,
    head: walk.position.mac,
    checkpoints: walked.checkpoints,
    fault,
    times: times.report,
    at,
    durationMs: source.now() - at,
  };
}

/** Prunings take hours of preparation; more than this many within one verification are not prunings. */
const maxAttempts = 3;

/**
 * Verifies entries, links, key changes, prunings and checkpoints in pages, up to the log's end at the call. Starts again if the log
 * was pruned meanwhile, because the pages before and after do not fit together.
 * @param brought checkpoints from outside, such as shipped logs or an auditor's file
 * @throws the reason of `source.signal`
 */
export async function verifyLegacyLog(
  source: LegacySource,
  brought: readonly LegacyCheckpoint[] = [],
): Promise<LegacyVerification> {
  for (let attempt = 1; ; attempt++) {
    const before = await readBounds(source.tables);
    const result = await verifyOnce(source, brought);
    if (result.intact || attempt === maxAttempts) return result;
    const after = await readBounds(source.tables);
    if (after.first === before.first) return result;
  }
}
