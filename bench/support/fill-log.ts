import { toNewEntry } from "#lib/audit/canonical-content";
import { ensureLog } from "#lib/audit/ensure-log";
import { emptyAuditEvent, parseInput, type UnsignedEntry } from "#lib/audit/model";
import { appendLeaves } from "#lib/transparency-log/append-leaves";
import type { LogContext } from "#lib/transparency-log/log-context";

/** Entries of one commit: a tile of the tree, as under load. */
const group = 256;
/** Time between two entries: a million make a year. */
const everyMs = 30_000;

/** The `index`-th entry of a realistic year: releases with outcomes, forty people, some tickets. */
export function describeEntry(index: number, startedAt: number): UnsignedEntry {
  const isEnd = index % 2 === 1;
  const call = Math.floor(index / 2);
  return parseInput(
    {
      ...emptyAuditEvent,
      event: isEnd ? "release_outcome" : "release",
      person: { subject: `person-${call % 40}`, name: `Person ${call % 40}`, role: "reviewer" },
      ticket: call % 3 === 0 ? `CASE-${call % 5_000}` : null,
      requestId: `request-${call}`,
      address: "10.0.0.1",
      srId: `sr-${call % 20_000}`,
      evidenceId: `evidence-${call % 20_000}`,
      artefact: "record",
      outcome: isEnd ? "whole" : null,
      bytes: isEnd ? 20_000 : null,
      sha256: isEnd ? "ab".repeat(32) : null,
    },
    startedAt + index * everyMs,
  );
}

/** Fills a log up to `count` entries in commits of 256, as the product writes it under load; the last is of now. */
export async function fillLog(context: LogContext, count: number): Promise<void> {
  const startedAt = context.now() - count * everyMs;
  let at = startedAt;
  const past = { ...context, now: () => at };
  let state = await ensureLog(past);
  while (state.tree.size < count) {
    const from = state.tree.size;
    const length = Math.min(group, count - from);
    at = startedAt + (from + length) * everyMs;
    const entries = Array.from({ length }, (_, index) => toNewEntry(describeEntry(from + index, startedAt)));
    state = (await appendLeaves(past, entries, state)).state;
  }
}
