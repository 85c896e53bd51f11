import "server-only";
import type { ExpressionBuilder, Kysely } from "kysely";
import type { AuditEntryRow, Tables } from "#lib/database/tables";
import * as z from "#lib/runtime/zod";
import type { LogFilter } from "./log-filter.ts";
import type { AuditEntryView, Conclusion, LogPage } from "./schema.ts";

/** A release without an outcome counts as open for this long, the default timeout of an archive. */
const openForMs = 15 * 60_000;

const endings = ["release_outcome", "verdict"];

const escapeLike = (text: string) => text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);

export function matchFilter(filter: Omit<LogFilter, "limit">) {
  return (eb: ExpressionBuilder<Tables, "audit_entries">) => {
    const all = [];
    if (filter.person) {
      const name = eb.fn<string>("lower", ["name"]);
      const part = `%${escapeLike(filter.person.toLowerCase())}%`;
      all.push(eb.or([eb("subject", "=", filter.person), eb(name, "like", part)]));
    }
    if (filter.request) all.push(eb.or([eb("sr_id", "=", filter.request), eb("request_id", "=", filter.request)]));
    if (filter.evidence) all.push(eb("evidence_id", "=", filter.evidence));
    if (filter.ticket) all.push(eb("ticket", "=", filter.ticket));
    if (filter.event) all.push(eb("event", "=", filter.event));
    if (filter.from !== null) all.push(eb("at", ">=", filter.from));
    if (filter.to !== null) all.push(eb("at", "<", filter.to));
    if (filter.before !== null) all.push(eb("sequence", "<", filter.before));
    return eb.and(all);
  };
}

function parseDetail(detail: string | null): Record<string, unknown> | null {
  if (detail === null) return null;
  try {
    return z.parse(z.jsonObject, JSON.parse(detail));
  } catch {
    // Only a tampered entry has another detail; verification reports it, and the page must still show it.
    return { unreadable: detail };
  }
}

export function toItem(row: AuditEntryRow, conclusion: string | null): AuditEntryView {
  const { subject, name, role } = row;
  return {
    sequence: row.sequence,
    at: new Date(row.at).toISOString(),
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
    conclusion,
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
  const assumed: Conclusion = now - row.at < openForMs ? "open" : "assume_released";
  return assumed;
}

export async function readLog(tables: Kysely<Tables>, filter: LogFilter, now: number): Promise<LogPage> {
  const rows = await tables
    .selectFrom("audit_entries")
    .selectAll()
    .where(matchFilter(filter))
    .orderBy("sequence", "desc")
    .limit(filter.limit + 1)
    .execute();
  const hasMore = rows.length > filter.limit;
  const shown = rows.slice(0, filter.limit);
  const starts = shown.filter(({ event }) => event === "release");
  const ends = await readEndings(
    tables,
    starts.flatMap(({ request_id }) => (request_id === null ? [] : [request_id])),
  );
  const items = shown.map((row) =>
    toItem(row, row.event === "release" ? concludeRelease(row, ends.get(row.request_id ?? ""), now) : null),
  );
  return { items, hasMore, nextBefore: hasMore ? (shown.at(-1)?.sequence ?? null) : null };
}
