import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { listLogs, readByRequest, readCurrentLog, readRange } from "./entry-source.ts";
import { formatEntryTime } from "./entry-times.ts";
import { findMatches } from "./find-matches.ts";
import { findTimeAnomalies } from "./find-time-anomalies.ts";
import type { LogFilter } from "./log-filter.ts";
import { planFilter } from "./match-filter.ts";
import { readPollRuns } from "./read-poll-runs.ts";
import type { AuditEntryView, LogPage, ReleaseConclusion } from "./schema.ts";
import type { StoredEntry } from "./stored-entry.ts";

/** A release without an outcome counts as open for this long, the default timeout of an archive. */
const openForMs = 15 * 60_000;

const isRun = ({ event, outcome }: StoredEntry, part: "opened" | "closed") =>
  event === "status_poll" && outcome === part;
const isEnding = (entry: StoredEntry) =>
  entry.event === "release_outcome" || entry.event === "verdict" || isRun(entry, "closed");
const isStart = (entry: StoredEntry) => entry.event === "release" || isRun(entry, "opened");

type Findings = Pick<AuditEntryView, "conclusion" | "timeAnomaly" | "checkpoint" | "ending" | "polls">;

const noFindings: Findings = { conclusion: null, timeAnomaly: null, checkpoint: null, ending: null, polls: null };

const sealOf = ({ proof }: StoredEntry) => ({
  commitment: proof.format === 2 ? proof.commitment : null,
  mac: proof.format === 1 ? proof.mac : null,
});

export function toItem(entry: StoredEntry, findings: Partial<Findings> = {}): AuditEntryView {
  const { at, subject, name, role, proof: _proof, ...facts } = entry;
  return {
    ...facts,
    at: formatEntryTime(at),
    person: subject === null ? null : { subject, name: name ?? "", role: role ?? "" },
    ...sealOf(entry),
    ...noFindings,
    ...findings,
  };
}

/** The requests that entries belong to, by request ID: their starts and their ends. */
export async function readRequests(tables: Kysely<Tables>, entries: readonly StoredEntry[]) {
  const ids = entries.flatMap(({ requestId }) => (requestId === null ? [] : [requestId]));
  const starts = new Map<string, StoredEntry>();
  const ends = new Map<string, StoredEntry>();
  for (const entry of await readByRequest(tables, ids)) {
    if (entry.requestId === null) continue;
    if (isStart(entry)) starts.set(entry.requestId, entry);
    if (isEnding(entry)) ends.set(entry.requestId, entry);
  }
  return { starts, ends };
}

export function concludeRelease(entry: StoredEntry, ending: StoredEntry | undefined, now: number): string {
  if (ending && ending.outcome !== null) return ending.outcome;
  const assumed: ReleaseConclusion = now - entry.at < openForMs ? "open" : "assume_released";
  return assumed;
}

/** Finds the checkpoint of the commit that wrote each entry: the first that covers it. */
async function readCheckpoints(
  tables: Kysely<Tables>,
  log: number,
  entries: readonly StoredEntry[],
): Promise<Map<number, AuditEntryView["checkpoint"]>> {
  const found = new Map<number, AuditEntryView["checkpoint"]>();
  if (log === 0) return found;
  for (const { sequence } of entries) {
    const row = await tables
      .selectFrom("log_checkpoints")
      .select(["size", "at"])
      .where("log", "=", log)
      .where("size", ">=", sequence)
      .orderBy("size")
      .limit(1)
      .executeTakeFirst();
    if (row) found.set(sequence, { size: row.size, at: formatEntryTime(row.at) });
  }
  return found;
}

const describeEnding = (end: StoredEntry, checkpoints: Map<number, AuditEntryView["checkpoint"]>) => ({
  sequence: end.sequence,
  at: formatEntryTime(end.at),
  detail: end.detail,
  ...sealOf(end),
  checkpoint: checkpoints.get(end.sequence) ?? null,
});

/** An end stands at its start. Alone it stays only where its start is outside the period, or was pruned. */
async function dropJoinedEnds(
  tables: Kysely<Tables>,
  page: readonly StoredEntry[],
  { from, event }: LogFilter,
): Promise<StoredEntry[]> {
  if (event !== "" && event !== "status_poll") return [...page];
  const { starts } = await readRequests(tables, page.filter(isEnding));
  return page.filter((entry) => {
    const start = isEnding(entry) ? starts.get(entry.requestId ?? "") : undefined;
    return start === undefined || start.log !== entry.log || (from !== null && start.at < from);
  });
}

/** Reads one page of accesses and other entries, newest first. @throws the reason of `signal`, which stops the search */
export async function readLog(
  tables: Kysely<Tables>,
  filter: LogFilter,
  now: number,
  signal?: AbortSignal,
): Promise<LogPage> {
  const log = filter.log ?? (await readCurrentLog(tables));
  const plan = await planFilter(tables, { ...filter, log }, { signal });
  const wanted = filter.limit + 1;
  const entries: StoredEntry[] = [];
  for await (const page of findMatches(tables, { ...plan, order: "desc", pageSize: wanted })) {
    entries.push(...(await dropJoinedEnds(tables, page, filter)));
    if (entries.length >= wanted) break;
  }
  const hasMore = entries.length > filter.limit;
  const shown = entries.slice(0, filter.limit);
  const { ends } = await readRequests(tables, shown.filter(isStart));
  const runs = await readPollRuns(
    tables,
    shown.filter((entry) => isRun(entry, "opened")),
  );
  const anomalies = await findTimeAnomalies(tables, log, shown, now);
  const ofLog = [...ends.values()].filter((end) => end.log === log);
  const checkpoints = await readCheckpoints(tables, log, [...shown, ...ofLog]);
  const items = shown.map((entry) => {
    const findings = {
      timeAnomaly: anomalies.get(entry.sequence) ?? null,
      checkpoint: checkpoints.get(entry.sequence) ?? null,
    };
    if (!isStart(entry)) return toItem(entry, findings);
    const end = ends.get(entry.requestId ?? "");
    const run = runs.get(entry.requestId ?? "");
    const { bytes, sha256 } = end ?? run ?? entry;
    return toItem(
      { ...entry, bytes, sha256 },
      {
        ...findings,
        polls: run?.polls ?? null,
        conclusion: entry.event === "release" ? concludeRelease(entry, end, now) : null,
        ending: end ? describeEnding(end, checkpoints) : null,
      },
    );
  });
  const nextBefore = hasMore ? (shown.at(-1)?.sequence ?? null) : null;
  const { last: newest } = await readRange(tables, log);
  return { items, hasMore, nextBefore, log, newest, logs: await listLogs(tables) };
}
