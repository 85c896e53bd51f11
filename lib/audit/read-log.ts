import "server-only";
import type { Kysely } from "kysely";
import type { AuditEntryRow, Tables } from "#lib/database/tables";
import * as z from "#lib/runtime/zod";
import { formatEntryTime } from "./entry-times.ts";
import { findMatches } from "./find-matches.ts";
import { findTimeAnomalies } from "./find-time-anomalies.ts";
import type { LogFilter } from "./log-filter.ts";
import { planFilter } from "./match-filter.ts";
import type { AuditEntryView, LogPage, ReleaseConclusion } from "./schema.ts";

/** A release without an outcome counts as open for this long, the default timeout of an archive. */
const openForMs = 15 * 60_000;

const endings = ["release_outcome", "verdict"];

function parseDetail(detail: string | null): Record<string, unknown> | null {
  if (detail === null) return null;
  try {
    return z.parse(z.jsonObject, JSON.parse(detail));
  } catch {
    // Only a tampered entry has another detail; verification reports it, and the page must still show it.
    return { unreadable: detail };
  }
}

export function toItem(
  row: AuditEntryRow,
  findings: Pick<AuditEntryView, "conclusion" | "timeAnomaly">,
): AuditEntryView {
  const { subject, name, role } = row;
  return {
    sequence: row.sequence,
    at: formatEntryTime(row.at),
    event: row.event,
    person: subject === null ? null : { subject, name: name ?? "", role: role ?? "" },
    purpose: row.purpose,
    ticket: row.ticket,
    requestId: row.request_id,
    address: row.address,
    srId: row.sr_id,
    evidenceId: row.evidence_id,
    artefact: row.artefact,
    outcome: row.outcome,
    bytes: row.bytes,
    sha256: row.sha256,
    detail: parseDetail(row.detail),
    keyId: row.key_id,
    format: row.format,
    previous: row.previous,
    mac: row.mac,
    ...findings,
  };
}

/** Finds the ends of releases by request ID. A start without an end counts as released. */
export async function readEndings(tables: Kysely<Tables>, requestIds: readonly string[]) {
  const found = new Map<string, AuditEntryRow>();
  if (requestIds.length === 0) return found;
  const rows = await tables
    .selectFrom("audit_entries")
    .selectAll()
    .where("request_id", "in", [...requestIds])
    .execute();
  // Filters events here: a request has two or three entries, and a condition would mislead the query planner.
  for (const row of rows) if (row.request_id !== null && endings.includes(row.event)) found.set(row.request_id, row);
  return found;
}

export function concludeRelease(row: AuditEntryRow, ending: AuditEntryRow | undefined, now: number): string {
  if (ending && ending.outcome !== null) return ending.outcome;
  const assumed: ReleaseConclusion = now - row.at < openForMs ? "open" : "assume_released";
  return assumed;
}

/** @throws the reason of `signal`, which stops the search */
export async function readLog(
  tables: Kysely<Tables>,
  filter: LogFilter,
  now: number,
  signal?: AbortSignal,
): Promise<LogPage> {
  const plan = await planFilter(tables, filter, { signal });
  const wanted = filter.limit + 1;
  const rows: AuditEntryRow[] = [];
  for await (const page of findMatches(tables, { ...plan, order: "desc", pageSize: wanted })) {
    rows.push(...page);
    if (rows.length >= wanted) break;
  }
  const hasMore = rows.length > filter.limit;
  const shown = rows.slice(0, filter.limit);
  const starts = shown.filter(({ event }) => event === "release");
  const ends = await readEndings(
    tables,
    starts.flatMap(({ request_id }) => (request_id === null ? [] : [request_id])),
  );
  const anomalies = await findTimeAnomalies(tables, shown, now);
  const items = shown.map((row) =>
    toItem(row, {
      conclusion: row.event === "release" ? concludeRelease(row, ends.get(row.request_id ?? ""), now) : null,
      timeAnomaly: anomalies.get(row.sequence) ?? null,
    }),
  );
  return { items, hasMore, nextBefore: hasMore ? (shown.at(-1)?.sequence ?? null) : null };
}
