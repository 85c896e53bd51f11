import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";

export type ReleasedQuery = { subject: string; sessionId: string; srId: string; evidenceId: string; since: number };

/**
 * End of a release to a person, or the latest poll of a status in this session. Digest in lower-case hex, `at` in UTC milliseconds;
 * `code` is the problem of a failed one, `verdict` that of a token.
 */
export type ReleaseEnd = {
  artefact: string | null;
  isWhole: boolean;
  at: number;
  requestId: string | null;
  sha256: string | null;
  bytes: number | null;
  code: string | null;
  verdict: string | null;
};

type Content = { sha256?: unknown; bytes?: unknown; detail?: { verdict?: unknown; code?: unknown } };

function parseContent(content: string | null): Content {
  try {
    return (JSON.parse(content ?? "{}") ?? {}) as Content;
  } catch {
    return {};
  }
}

const textOf = (value: unknown) => (typeof value === "string" ? value : null);
const numberOf = (value: unknown) => (typeof value === "number" ? value : null);

/** Entries about the evidence, and about the signature request's report. */
function readEnds(tables: Kysely<Tables>, { subject, srId, evidenceId, since }: ReleasedQuery) {
  return tables
    .selectFrom("log_entries")
    .select(["artefact", "content", "outcome", "at", "request_id"])
    .where("sr_id", "=", srId)
    .where((eb) =>
      eb.or([
        eb("evidence_id", "=", evidenceId),
        eb.and([eb("evidence_id", "is", null), eb("artefact", "=", "report")]),
      ]),
    )
    .where("subject", "=", subject)
    .where("event", "in", ["release_outcome", "verdict"])
    .where("at", ">=", since)
    .orderBy("log")
    .orderBy("index")
    .execute();
}

function readPolls(tables: Kysely<Tables>, { sessionId, srId, evidenceId, since }: ReleasedQuery) {
  return tables
    .selectFrom("status_releases")
    .select(["sha256", "bytes", "last_at", "request_id"])
    .where("session_id", "=", sessionId)
    .where("sr_id", "=", srId)
    .where("evidence_id", "=", evidenceId)
    .where("last_at", ">=", since)
    .orderBy("last_at")
    .execute();
}

/** Reads from the access log how releases to the person ended since `since` (UTC milliseconds), oldest first; polls are at the end. */
export async function readReleased(tables: Kysely<Tables>, query: ReleasedQuery): Promise<ReleaseEnd[]> {
  const ends = (await readEnds(tables, query)).map(({ artefact, content, outcome, at, request_id }): ReleaseEnd => {
    const { sha256, bytes, detail } = parseContent(content);
    const facts = { sha256: textOf(sha256), bytes: numberOf(bytes), code: textOf(detail?.code) };
    const isWhole = outcome === "whole" && facts.sha256 !== null;
    return { artefact, isWhole, at, requestId: request_id, ...facts, verdict: textOf(detail?.verdict) };
  });
  const polls = (await readPolls(tables, query)).map(({ sha256, bytes, last_at, request_id }): ReleaseEnd => {
    const facts = { sha256, bytes, code: null, verdict: null };
    return { artefact: "status", isWhole: sha256 !== null, at: last_at, requestId: request_id, ...facts };
  });
  return [...ends, ...polls];
}
