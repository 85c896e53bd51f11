import "server-only";
import type { Kysely } from "kysely";
import type { AuditEntryRow, Tables } from "#lib/database/tables";
import * as z from "#lib/runtime/zod";
import { formatEntryTime } from "./entry-times.ts";
import type { EvidenceAccess } from "./schema.ts";

/** Times are ISO 8601; entries of older versions have the count alone. */
const detailSchema = z.object({
  count: z.catch(z.nullable(z.number()), null),
  from: z.catch(z.nullable(z.string()), null),
  to: z.catch(z.nullable(z.string()), null),
});
type Closing = z.infer<typeof detailSchema>;

function readDetail(detail: string | null): Closing {
  const nothing = { count: null, from: null, to: null };
  try {
    return z.safeParse(detailSchema, JSON.parse(detail ?? "null")).data ?? nothing;
  } catch {
    // Only a tampered entry has another detail; verification reports it.
    return nothing;
  }
}

/** The run that an opening entry starts. */
export type PollRun = Pick<EvidenceAccess, "polls" | "bytes" | "sha256">;

/** Finds the runs that start with `openings`, by request ID: from their closing entries, or as counted so far. */
export async function readPollRuns(
  tables: Kysely<Tables>,
  openings: readonly AuditEntryRow[],
): Promise<Map<string, PollRun>> {
  const runs = new Map<string, PollRun>();
  const ids = openings.flatMap(({ request_id }) => (request_id === null ? [] : [request_id]));
  if (ids.length === 0) return runs;
  const current = await tables.selectFrom("status_releases").selectAll().where("request_id", "in", ids).execute();
  for (const { request_id, polls, first_at, released_at, bytes, sha256 } of current) {
    const from = formatEntryTime(first_at ?? released_at);
    if (request_id !== null) runs.set(request_id, { polls: { count: polls, from, to: null }, bytes, sha256 });
  }
  const rows = await tables.selectFrom("audit_entries").selectAll().where("request_id", "in", ids).execute();
  for (const row of rows) {
    if (row.request_id === null || row.event !== "status_poll" || row.outcome !== "closed") continue;
    const { count, from, to } = readDetail(row.detail);
    const opening = openings.find(({ request_id }) => request_id === row.request_id) ?? row;
    const period = { from: from ?? formatEntryTime(opening.at), to: to ?? formatEntryTime(row.at) };
    runs.set(row.request_id, { polls: { count, ...period }, bytes: row.bytes, sha256: row.sha256 });
  }
  return runs;
}
