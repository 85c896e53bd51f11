import "server-only";
import type { Kysely } from "kysely";
import type { LogEntryRow, Tables } from "#lib/database/tables";
import type { CheckpointNote } from "#lib/transparency-log/checkpoint-note";
import type { IntegrityFailure } from "#lib/transparency-log/log-fault";
import type { AuditKeys } from "#lib/transparency-log/log-keys";
import { type TreeVerification, verifyLogTree } from "#lib/transparency-log/verify-log-tree";
import { areColumnsRight } from "./canonical-content.ts";
import { TimeReporter } from "./entry-times.ts";
import type { LegacyCheckpoint } from "./legacy-checkpoint.ts";
import { scanSlices } from "./scan-entries.ts";
import type { LogVerification, TimeReport, VerificationResult } from "./schema.ts";
import { compareFormerRows, compareFormerTree } from "./verify-former-logs.ts";
import { verifyLegacyLog } from "./verify-legacy-log.ts";

/** Logs to verify; `now` returns UTC milliseconds, and `signal` stops the verification. */
export type VerifySource = {
  tables: Kysely<Tables>;
  keys: AuditKeys;
  now: () => number;
  signal?: AbortSignal | undefined;
};

/** Checkpoints from outside: shipped output, an auditor's file. `legacy` are those of format 1. */
export type BroughtCheckpoints = { notes: readonly CheckpointNote[]; legacy: readonly LegacyCheckpoint[] };

export const nothingBrought: BroughtCheckpoints = { notes: [], legacy: [] };

const noEntries = { format: 2, entries: 0, erased: 0, pruned: 0, checkpoints: 0, brought: 0 } as const;

function describeTree({ log: _log, size, fault, ...verified }: TreeVerification): LogVerification {
  return { format: 2, ...verified, first: size === 0 ? 0 : 1, last: size, fault };
}

/** Verifies the former log in format 1 with AUDIT_KEY, and against the root in entry 0 of log 1. @returns null if it is missing */
async function verifyFormerRows(
  source: VerifySource,
  brought: readonly LegacyCheckpoint[],
  hasLog: boolean,
): Promise<LogVerification | null> {
  const result = await verifyLegacyLog(source, brought);
  const { entries, first, last, checkpoints, head } = result;
  const former = hasLog
    ? await compareFormerRows(source.tables, 1, result.fault?.sequence ?? null, source.signal)
    : null;
  if (last === 0 && former === null && result.fault === null) return null;
  const fault = former ?? result.fault;
  return { ...noEntries, format: 1, origin: null, root: head, entries, first, last, checkpoints, fault };
}

function findForeign(origins: readonly string[], notes: readonly CheckpointNote[]): IntegrityFailure | null {
  const foreign = notes.find(({ origin }) => !origins.includes(origin));
  if (foreign === undefined) return null;
  const own =
    origins.length === 0
      ? "this installation has no log yet"
      : `the logs of this installation are ${origins.join(", ")}`;
  const detail = `A checkpoint from outside belongs to the log ${foreign.origin}; ${own}.`;
  return { sequence: Math.max(1, foreign.size), reason: "origin_differs", detail };
}

/** Acts of an operator take hours of preparation; more than this many within one verification are not acts. */
const maxAttempts = 3;

async function countActs(tables: Kysely<Tables>, log: number): Promise<number> {
  const row = await tables
    .selectFrom("log_entries")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("log", "=", log)
    .where("event", "in", ["pruning", "erasure"])
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Verifies again if entries were pruned or erased meanwhile: what was read before and after does not fit together. */
async function untilUndisturbed<Verified extends { result: TreeVerification }>(
  count: () => Promise<number>,
  verify: () => Promise<Verified>,
): Promise<Verified> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await count();
    const verified = await verify();
    if (verified.result.fault === null || attempt === maxAttempts || (await count()) === before) return verified;
  }
}

/**
 * Verifies the current log, the logs before a restart, and the former log in format 1, each on its own and against the one after
 * it. Reads up to the log's end at the call.
 * @throws the reason of `source.signal`
 */
export async function verifyLog(
  source: VerifySource,
  brought: BroughtCheckpoints = nothingBrought,
): Promise<VerificationResult> {
  const { tables, keys, signal } = source;
  const at = source.now();
  let currentTimes: TimeReport = new TimeReporter(at).report;
  const logs = await tables.selectFrom("logs").selectAll().orderBy("log", "desc").execute();
  const verified: LogVerification[] = [];
  const pause = () => scanSlices().next();
  for (const [position, { log, origin }] of logs.entries()) {
    const own = brought.notes.filter((note) => note.origin === origin);
    const verify = async () => {
      const reporter = new TimeReporter(at);
      const onEntry = (row: LogEntryRow) => {
        reporter.add({ sequence: row.index + 1, at: row.at });
        return areColumnsRight(row);
      };
      const result = await verifyLogTree({ tables, log, origin, keys, pause, signal }, own, onEntry);
      return { result, times: reporter.report };
    };
    const { result, times } = await untilUndisturbed(() => countActs(tables, log), verify);
    if (position === 0) currentTimes = times;
    const contradicted = position === 0 ? null : await compareFormerTree(tables, result, log + 1);
    verified.push(describeTree({ ...result, fault: result.fault ?? contradicted }));
  }
  const former = await verifyFormerRows(source, brought.legacy, logs.length > 0);
  if (former) verified.push(former);
  const foreign = findForeign(
    logs.map(({ origin }) => origin),
    brought.notes,
  );
  const bad = verified.find(({ fault }) => fault !== null);
  const fault = foreign ? { ...foreign, origin: null } : bad?.fault ? { ...bad.fault, origin: bad.origin } : null;
  const [current = { ...noEntries, origin: null, root: "", first: 0, last: 0, fault: null }, ...formerLogs] = verified;
  return {
    intact: fault === null,
    ...current,
    fault,
    former: formerLogs,
    times: currentTimes,
    at,
    durationMs: source.now() - at,
  };
}
