import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { canonicalId } from "#lib/paths";
import { summarizeDigestHistory } from "./digest-history.ts";
import { formatEntryTime } from "./entry-times.ts";
import { findSpellings } from "./id-spellings.ts";
import { concludeRelease, readEndings } from "./read-log.ts";
import { readPollRuns } from "./read-poll-runs.ts";
import type { History, RecentAccess, ReleaseFacts } from "./schema.ts";

const pageSize = 50;
/** Maximum releases read to compare digests. */
const maxReleases = 1_000;
const maxLookUps = 10;
/** Maximum entries read for recent accesses: a working day of one person. */
const maxOwnEntries = 500;

type EvidenceIds = { srId: string; evidenceId: string };

/** Maps a verdict to the token, whose digest its entry has. */
const digestOf = (artefact: string) => (artefact === "verdict" ? "token" : artefact);

/** Lists releases of this evidence and runs of status polls, newest first, and compares their digests. */
export async function readHistory(
  tables: Kysely<Tables>,
  { srId, evidenceId }: EvidenceIds,
  before: number | null,
  now: number,
): Promise<History> {
  const ofEvidence = tables
    .selectFrom("audit_entries")
    .selectAll()
    .where("evidence_id", "in", await findSpellings(tables, "evidence_id", evidenceId))
    .where("sr_id", "in", await findSpellings(tables, "sr_id", srId))
    .orderBy("sequence", "desc");
  const rows = await ofEvidence
    .where("event", "in", ["release", "status_poll"])
    .where((eb) => eb.or([eb("event", "=", "release"), eb("outcome", "=", "opened")]))
    .where("sequence", "<", before ?? Number.MAX_SAFE_INTEGER)
    .limit(pageSize + 1)
    .execute();
  const shown = rows.slice(0, pageSize);
  const ids = shown.flatMap(({ request_id }) => (request_id === null ? [] : [request_id]));
  const ends = await readEndings(tables, ids);
  const openings = shown.filter(({ event }) => event === "status_poll");
  const runs = await readPollRuns(tables, openings);
  const releases = await ofEvidence
    .where("event", "in", ["release_outcome", "verdict"])
    .where("outcome", "=", "whole")
    .where("artefact", "in", ["record", "files", "token", "verdict"])
    .limit(maxReleases)
    .execute();
  const hasMore = rows.length > pageSize;
  return {
    items: shown.map((row) => {
      const ending = ends.get(row.request_id ?? "");
      const isRun = row.event === "status_poll";
      const run = (isRun ? runs.get(row.request_id ?? "") : undefined) ?? {
        polls: isRun ? { count: null, from: formatEntryTime(row.at), to: null } : null,
        bytes: ending?.bytes ?? null,
        sha256: ending?.sha256 ?? null,
      };
      return {
        sequence: row.sequence,
        at: formatEntryTime(row.at),
        name: row.name ?? row.subject ?? "",
        purpose: row.purpose,
        ticket: row.ticket,
        artefact: row.artefact,
        conclusion: isRun ? "whole" : concludeRelease(row, ending, now),
        requestId: row.request_id,
        ...run,
      };
    }),
    digests: summarizeDigestHistory(
      releases.flatMap(({ artefact, sha256, bytes, at }) =>
        artefact === null || sha256 === null ? [] : [{ artefact: digestOf(artefact), sha256, bytes, at }],
      ),
    ),
    hasMore,
    nextBefore: hasMore ? (shown.at(-1)?.sequence ?? null) : null,
  };
}

/** Lists this person's latest signature requests, each once, with the evidence opened last. */
export async function readLookUps(tables: Kysely<Tables>, subject: string): Promise<RecentAccess[]> {
  const rows = await tables
    .selectFrom("audit_entries")
    .select(["sr_id", "evidence_id", "at"])
    .where("subject", "=", subject)
    .where("event", "in", ["request_read", "release"])
    .orderBy("sequence", "desc")
    .limit(maxOwnEntries)
    .execute();
  const found = new Map<string, RecentAccess>();
  for (const row of rows) {
    if (row.sr_id === null) continue;
    const srId = canonicalId(row.sr_id);
    const evidenceId = row.evidence_id === null ? null : canonicalId(row.evidence_id);
    const { at } = row;
    const known = found.get(srId);
    if (known) known.evidenceId ??= evidenceId;
    else found.set(srId, { srId, evidenceId, at: formatEntryTime(at) });
  }
  return [...found.values()].slice(0, maxLookUps);
}

/** @returns the release or export, or null if this person did not start it */
export async function readRelease(
  tables: Kysely<Tables>,
  subject: string,
  requestId: string,
): Promise<ReleaseFacts | null> {
  const row = await tables
    .selectFrom("audit_entries")
    .selectAll()
    .where("request_id", "=", requestId)
    .where("subject", "=", subject)
    .where("event", "in", ["release", "export"])
    .executeTakeFirst();
  if (row === undefined) return null;
  const ending = (await readEndings(tables, [requestId])).get(requestId);
  const { artefact, sr_id: srId, evidence_id: evidenceId } = row;
  return {
    requestId,
    sequence: Number(row.sequence),
    artefact,
    srId,
    evidenceId,
    outcome: ending?.outcome ?? null,
    bytes: ending?.bytes ?? null,
    sha256: ending?.sha256 ?? null,
  };
}
