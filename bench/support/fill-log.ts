import { chainEntries } from "#lib/audit/append-entries";
import { toRow } from "#lib/audit/entry-row";
import { emptyAuditEvent, parseInput, type UnsignedEntry } from "#lib/audit/model";
import { makeCheckpoint } from "#lib/transparency-log/checkpoint-store";
import type { LogContext } from "#lib/transparency-log/log-context";
import { headAfter, readHead } from "#lib/transparency-log/tree-head";

const group = 1_000;
/** Rows per insert; 21 columns each stay below the parameter limits of SQLite and PostgreSQL. */
const batch = 500;
/** Time between two entries: a million make a year. */
const everyMs = 30_000;

/** The `index`-th entry of a realistic year: releases with outcomes, forty people, some tickets. */
function describeEntry(index: number, startedAt: number): UnsignedEntry {
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

/** Fills a log up to `count` entries with a checkpoint every thousand, as the product writes it; the last is of now. */
export async function fillLog(target: LogContext, count: number): Promise<void> {
  const startedAt = target.now() - count * everyMs;
  let head = await readHead(target.log);
  while (head.sequence < count) {
    const length = Math.min(group, count - head.sequence);
    const contents = Array.from({ length }, (_, index) => describeEntry(head.sequence + index, startedAt));
    const entries = chainEntries(head, contents, target.keys[0]);
    await target.log.transaction().execute(async (transaction) => {
      for (let from = 0; from < entries.length; from += batch)
        await transaction
          .insertInto("audit_entries")
          .values(entries.slice(from, from + batch).map(toRow))
          .execute();
    });
    head = headAfter(head, entries);
    await makeCheckpoint(target);
  }
}
