import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import * as z from "#lib/runtime/zod";
import { readByRequest } from "./entry-source.ts";
import { formatEntryTime } from "./entry-times.ts";
import type { EvidenceAccess } from "./schema.ts";
import type { StoredEntry } from "./stored-entry.ts";

/** Times are ISO 8601; entries of older versions have the count alone. */
const detailSchema = z.object({
  count: z.catch(z.nullable(z.number()), null),
  from: z.catch(z.nullable(z.string()), null),
  to: z.catch(z.nullable(z.string()), null),
});
const nothing: z.infer<typeof detailSchema> = { count: null, from: null, to: null };

/** The run that an opening entry starts. */
export type PollRun = Pick<EvidenceAccess, "polls" | "bytes" | "sha256">;

/** Finds the runs that start with `openings`, by request ID: from their closing entries, or as counted so far. */
export async function readPollRuns(
  tables: Kysely<Tables>,
  openings: readonly StoredEntry[],
): Promise<Map<string, PollRun>> {
  const runs = new Map<string, PollRun>();
  const ids = openings.flatMap(({ requestId }) => (requestId === null ? [] : [requestId]));
  if (ids.length === 0) return runs;
  const current = await tables.selectFrom("status_releases").selectAll().where("request_id", "in", ids).execute();
  for (const { request_id, polls, first_at, released_at, bytes, sha256 } of current) {
    const from = formatEntryTime(first_at ?? released_at);
    if (request_id !== null) runs.set(request_id, { polls: { count: polls, from, to: null }, bytes, sha256 });
  }
  for (const entry of await readByRequest(tables, ids)) {
    if (entry.requestId === null || entry.event !== "status_poll" || entry.outcome !== "closed") continue;
    // Only a tampered entry has another detail; verification reports it.
    const { count, from, to } = z.safeParse(detailSchema, entry.detail).data ?? nothing;
    const opening = openings.find(({ requestId }) => requestId === entry.requestId) ?? entry;
    const period = { from: from ?? formatEntryTime(opening.at), to: to ?? formatEntryTime(entry.at) };
    runs.set(entry.requestId, { polls: { count, ...period }, bytes: entry.bytes, sha256: entry.sha256 });
  }
  return runs;
}
