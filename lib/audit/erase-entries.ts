import "server-only";
import type { LogEntryRow } from "#lib/database/tables";
import { IndexSet, parseRanges } from "#lib/transparency-log/index-ranges";
import { noSearch } from "#lib/transparency-log/plan-commit";
import {
  ActRefusedError,
  actOnLog,
  describeAct,
  isHeld,
  isStructural,
  type LogAct,
  readLogActs,
  requireIntactLog,
  requireYear,
  yearMs,
} from "./act-on-log.ts";
import { type CitedCandidate, readCitations } from "./cited-entries.ts";
import { formatEntryTime } from "./entry-times.ts";

/** `person` is a subject; `entries` are ranges of indexes. `before` is UTC milliseconds. */
export type ErasureOrder = { person: string | null; entries: string | null; before: number; reason: string };

/** What an erasure takes, and what it leaves because it is on hold or a decision rests on it. Indexes, ascending. */
export type ErasurePlan = { indexes: number[]; onHold: number[]; cited: number[] };

type Candidate = Pick<LogEntryRow, "index" | "at"> & CitedCandidate;

const pageSize = 5_000;
/** Entries of one statement; both databases accept more parameters. */
const batch = 500;

async function readCandidates({ context }: LogAct, log: number, order: ErasureOrder): Promise<Candidate[]> {
  const wanted = order.entries === null ? null : new IndexSet(parseRanges(order.entries));
  const found: Candidate[] = [];
  for (let after = -1; ; ) {
    const rows = await context.log
      .selectFrom("log_entries")
      .select(["index", "at", "event", "sr_id", "evidence_id", "outcome", "content"])
      .where("log", "=", log)
      .where("index", ">", after)
      .where("content", "is not", null)
      .$if(order.person !== null, (query) => query.where("subject", "=", order.person))
      .orderBy("index")
      .limit(pageSize)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return found;
    found.push(...rows.filter(({ index }) => wanted === null || wanted.has(index)));
    after = last.index;
  }
}

/** Named entries must all be old enough; of a person, only the older ones are taken. @throws ActRefusedError */
function requireOld(candidates: readonly Candidate[], { entries, before }: ErasureOrder, now: number): Candidate[] {
  const young = candidates.find(({ at }) => at >= Math.min(before, now - yearMs));
  if (entries !== null && young)
    throw new ActRefusedError(
      `Nothing was erased. Entry ${young.index + 1} is of ${formatEntryTime(young.at)}: entries are kept for at least one year, and --before must be after them.`,
    );
  return candidates.filter(({ at }) => at < before);
}

/** Says what would go, without changing anything. @throws ActRefusedError; TypeError for ranges in another form */
export async function planErasure(
  act: LogAct,
  order: ErasureOrder,
): Promise<ErasurePlan & { commit(): Promise<number> }> {
  const { person, entries, before, reason } = order;
  if ((person === null) === (entries === null))
    throw new ActRefusedError(
      "Give either --person or --entries. Example: --person ada@example.com --before 2025-01-01",
    );
  if (reason.trim() === "")
    throw new ActRefusedError('--reason: is missing. Example: --reason "request of 2026-11-02"');
  requireYear(before, act.context.now());
  const newest = await requireIntactLog(act);
  const acts = await readLogActs(act, newest.log);
  const candidates = requireOld(await readCandidates(act, newest.log, order), order, act.context.now());
  const isCited = await readCitations(act);
  const open = candidates.filter(({ event }) => !isStructural(event));
  const cited = open.filter(isCited).map(({ index }) => index);
  if (entries !== null && cited[0] !== undefined)
    throw new ActRefusedError(
      `Nothing was erased. A decision rests on entry ${cited[0] + 1}, so it is kept. Leave it out of --entries.`,
    );
  const free = open.filter((entry) => !isCited(entry)).map(({ index }) => index);
  const onHold = free.filter((index) => isHeld(acts, index));
  const indexes = free.filter((index) => !isHeld(acts, index));
  const commit = () =>
    actOnLog(act, newest, describeAct({ event: "erasure", detail: { reason } }, indexes), async (transaction) => {
      // A hold that began meanwhile wins.
      const now = await readLogActs({ ...act, context: { ...act.context, log: transaction } }, newest.log);
      if (indexes.some((index) => isHeld(now, index)))
        throw new ActRefusedError(
          "Nothing was erased: some of the entries were put on hold meanwhile. Run the command again.",
        );
      for (let at = 0; at < indexes.length; at += batch)
        await transaction
          .updateTable("log_entries")
          .set({ salt: null, content: null, ...noSearch })
          .where("log", "=", newest.log)
          .where("index", "in", indexes.slice(at, at + batch))
          .execute();
    });
  return { indexes, onHold, cited, commit };
}
