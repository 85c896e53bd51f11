import { operatorOf } from "#lib/audit/act-on-log";
import { toNewEntry } from "#lib/audit/canonical-content";
import { ensureLog } from "#lib/audit/ensure-log";
import { planErasure } from "#lib/audit/erase-entries";
import { holdEntries, releaseHold } from "#lib/audit/hold-entries";
import { emptyAuditEvent, parseInput } from "#lib/audit/model";
import { planPruning } from "#lib/audit/prune-log";
import { appendLeaves } from "#lib/transparency-log/append-leaves";
import type { LogContext } from "#lib/transparency-log/log-context";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import type { LogState } from "#lib/transparency-log/log-state";
import type { NewEntry } from "#lib/transparency-log/plan-commit";

/** Makes logs in format 2 for tests, with the product's own writer and acts. */

export const dayMs = 24 * 60 * 60_000;
export const oldKey = "older-secret-of-the-tests-0123456789";
export const newKey = "newest-secret-of-the-tests-0123456789";

/** The `n`-th entry of a test: releases and their outcomes of some people. */
export function testEntry(n: number, at: number): NewEntry {
  const isEnd = n % 2 === 1;
  const call = Math.floor(n / 2);
  return toNewEntry(
    parseInput(
      {
        ...emptyAuditEvent,
        event: isEnd ? "release_outcome" : "release",
        person: { subject: `person-${call % 7}`, name: ["Ada", "Zoë", "李小龍"][call % 3] ?? "", role: "reviewer" },
        ticket: call % 4 === 0 ? `CASE-${call % 9}` : null,
        requestId: `request-${call}`,
        srId: `sr-${call % 11}`,
        evidenceId: `evidence-${call % 11}`,
        artefact: "record",
        outcome: isEnd ? "whole" : null,
        bytes: isEnd ? 1_000 + n : null,
        sha256: isEnd ? "ab".repeat(32) : null,
      },
      at,
    ),
  );
}

export const withKeys = (context: LogContext, ...secrets: string[]): LogContext => ({
  ...context,
  keys: deriveAuditKeys(secrets),
});

/** Appends entries in groups of these sizes. */
export async function appendGroups(
  context: LogContext,
  sizes: readonly number[],
  state: LogState | null = null,
): Promise<LogState> {
  let last = state ?? (await ensureLog(context));
  for (const size of sizes) {
    const from = last.tree.size;
    const entries = Array.from({ length: size }, (_, at) => testEntry(from + at, context.now()));
    last = (await appendLeaves(context, entries, last)).state;
  }
  return last;
}

/** A clock that tests move; the log's own times follow it. */
export class TestClock {
  ms = Date.parse("2024-03-01T08:00:00Z");
  readonly now = (): number => this.ms;
}

/**
 * Writes a log with everything that a log can have: two keys, several tiles, single and group commits, a hold, a pruning that leaves
 * entries on hold, an erasure, and an open edge.
 */
export async function writeFullLog(context: LogContext, clock: TestClock, exportFile: string): Promise<LogState> {
  await appendGroups(withKeys(context, oldKey), [1, 3, 200, 60, 1]);
  clock.ms += dayMs;
  await appendGroups(withKeys(context, newKey, oldKey), [256, 1, 1, 40]);
  clock.ms += 700 * dayMs;
  const own = withKeys(context, newKey, oldKey);
  const act = { context: own, by: operatorOf("operator") };
  const { hold } = await holdEntries(act, { srId: "sr-3", evidenceId: null, reason: "test" });
  await (await planPruning(act, clock.ms - 400 * dayMs)).commit(exportFile);
  clock.ms += dayMs;
  await appendGroups(own, [30, 1, 5]);
  await (
    await planErasure(act, { person: "person-2", entries: null, before: clock.ms - 400 * dayMs, reason: "test" })
  ).commit();
  const other = await holdEntries(act, { srId: "sr-4", evidenceId: "evidence-4", reason: "test" });
  await releaseHold(act, other.hold, null);
  clock.ms += dayMs;
  const state = await appendGroups(own, [7, 300, 1, 2, 12]);
  if (hold === other.hold) throw new Error("Two holds have one ID.");
  return state;
}

/** Writes a log with two keys, a hold and an erasure, in groups of these sizes; nothing is pruned. */
export async function writeWholeLog(
  context: LogContext,
  clock: TestClock,
  before: readonly number[] = [1, 3, 100],
  after: readonly number[] = [160, 1, 2, 12],
): Promise<LogState> {
  const own = withKeys(context, newKey, oldKey);
  const act = { context: own, by: operatorOf("operator") };
  await appendGroups(withKeys(context, oldKey), before);
  clock.ms += 700 * dayMs;
  await appendGroups(own, [1]);
  const person = { person: "person-1", entries: null, before: clock.ms - 400 * dayMs, reason: "test" };
  const erasure = await planErasure(act, person);
  if (erasure.indexes.length > 0) await erasure.commit();
  if (before.length > 1) await holdEntries(act, { srId: "sr-0", evidenceId: null, reason: "test" });
  return appendGroups(own, after);
}
