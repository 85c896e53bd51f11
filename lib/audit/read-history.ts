import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { canonicalId } from "#lib/paths";
import { summarizeDigestHistory } from "./digest-history.ts";
import { type EntryCondition, positionOf, readByRequest, readNewest } from "./entry-source.ts";
import { formatEntryTime } from "./entry-times.ts";
import { findSpellings } from "./id-spellings.ts";
import { concludeRelease, readRequests } from "./read-log.ts";
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

/** Lists releases of this evidence and runs of status polls of all logs, newest first, and compares their digests. */
export async function readHistory(
  tables: Kysely<Tables>,
  { srId, evidenceId }: EvidenceIds,
  before: number | null,
  now: number,
): Promise<History> {
  const evidence = await findSpellings(tables, "evidence_id", evidenceId);
  const requests = await findSpellings(tables, "sr_id", srId);
  const ofEvidence =
    (more: EntryCondition): EntryCondition =>
    (eb) =>
      eb.and([eb("evidence_id", "in", evidence), eb("sr_id", "in", requests), more(eb)]);
  const openings = ofEvidence((eb) =>
    eb.or([eb("event", "=", "release"), eb("event", "=", "status_poll").and("outcome", "=", "opened")]),
  );
  const found = await readNewest(tables, openings, { before, limit: pageSize + 1 });
  const shown = found.slice(0, pageSize);
  const { ends } = await readRequests(tables, shown);
  const runs = await readPollRuns(
    tables,
    shown.filter(({ event }) => event === "status_poll"),
  );
  const releases = await readNewest(
    tables,
    ofEvidence((eb) =>
      eb.and([
        eb("event", "in", ["release_outcome", "verdict"]),
        eb("outcome", "=", "whole"),
        eb("artefact", "in", ["record", "files", "token", "verdict"]),
      ]),
    ),
    { before: null, limit: maxReleases },
  );
  const hasMore = found.length > pageSize;
  const last = shown.at(-1);
  return {
    items: shown.map((entry) => {
      const ending = ends.get(entry.requestId ?? "");
      const isRun = entry.event === "status_poll";
      const at = formatEntryTime(entry.at);
      const run = (isRun ? runs.get(entry.requestId ?? "") : undefined) ?? {
        polls: isRun ? { count: null, from: at, to: null } : null,
        bytes: ending?.bytes ?? null,
        sha256: ending?.sha256 ?? null,
      };
      return {
        log: entry.log,
        sequence: entry.sequence,
        at,
        name: entry.name ?? entry.subject ?? "",
        purpose: entry.purpose,
        ticket: entry.ticket,
        artefact: entry.artefact,
        conclusion: isRun ? "whole" : concludeRelease(entry, ending, now),
        requestId: entry.requestId,
        ...run,
      };
    }),
    digests: summarizeDigestHistory(
      releases.flatMap(({ artefact, sha256, bytes, at }) =>
        artefact === null || sha256 === null ? [] : [{ artefact: digestOf(artefact), sha256, bytes, at }],
      ),
    ),
    hasMore,
    nextBefore: hasMore && last ? positionOf(last) : null,
  };
}

/** Lists this person's latest signature requests, each once, with the evidence opened last. */
export async function readLookUps(tables: Kysely<Tables>, subject: string): Promise<RecentAccess[]> {
  const entries = await readNewest(
    tables,
    (eb) => eb("subject", "=", subject).and("event", "in", ["request_read", "release"]),
    { before: null, limit: maxOwnEntries },
  );
  const found = new Map<string, RecentAccess>();
  for (const entry of entries) {
    if (entry.srId === null) continue;
    const srId = canonicalId(entry.srId);
    const evidenceId = entry.evidenceId === null ? null : canonicalId(entry.evidenceId);
    const known = found.get(srId);
    if (known) known.evidenceId ??= evidenceId;
    else found.set(srId, { srId, evidenceId, at: formatEntryTime(entry.at), ticket: entry.ticket });
  }
  return [...found.values()].slice(0, maxLookUps);
}

/** @returns the release or export, or null if this person did not start it */
export async function readRelease(
  tables: Kysely<Tables>,
  subject: string,
  requestId: string,
): Promise<ReleaseFacts | null> {
  const entries = await readByRequest(tables, [requestId]);
  const start = entries.find((entry) => entry.subject === subject && ["release", "export"].includes(entry.event));
  if (start === undefined) return null;
  const { ends } = await readRequests(tables, [start]);
  const ending = ends.get(requestId);
  const { sequence, artefact, srId, evidenceId } = start;
  return {
    requestId,
    sequence,
    artefact,
    srId,
    evidenceId,
    outcome: ending?.outcome ?? null,
    bytes: ending?.bytes ?? null,
    sha256: ending?.sha256 ?? null,
  };
}
