import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import type { BoundArtefact } from "./model.ts";

export type ExaminedQuery = { subject: string; sessionId: string; srId: string; evidenceId: string; since: number };

/** What this person received whole, by artefact: digests in lower-case hex. `verdicts` has the server's verdict of each token. */
export type Examined = {
  digests: Readonly<Record<BoundArtefact, ReadonlySet<string>>>;
  verdicts: ReadonlyMap<string, string>;
  /** The last state that the provider gave to anyone here. */
  state: string | null;
};

type Content = { sha256?: unknown; detail?: { verdict?: unknown } };

function parseContent(content: string | null): Content {
  try {
    return (JSON.parse(content ?? "{}") ?? {}) as Content;
  } catch {
    return {};
  }
}

const artefactOf = (name: string | null): BoundArtefact | null => {
  if (name === "verdict") return "token";
  return name === "status" || name === "record" || name === "files" || name === "token" || name === "report"
    ? name
    : null;
};

/** Ends of releases to the person: of the evidence, and of the signature request's report. */
function readReleases(tables: Kysely<Tables>, { subject, srId, evidenceId, since }: ExaminedQuery) {
  return tables
    .selectFrom("log_entries")
    .select(["artefact", "content"])
    .where("sr_id", "=", srId)
    .where((eb) =>
      eb.or([
        eb("evidence_id", "=", evidenceId),
        eb.and([eb("evidence_id", "is", null), eb("artefact", "=", "report")]),
      ]),
    )
    .where("subject", "=", subject)
    .where("outcome", "=", "whole")
    .where("event", "in", ["release_outcome", "verdict"])
    .where("at", ">=", since)
    .orderBy("log")
    .orderBy("index")
    .execute();
}

/** Reads from the access log what was released to the person since `since` (UTC milliseconds); polls of a status are kept beside it. */
export async function readExamined(tables: Kysely<Tables>, query: ExaminedQuery): Promise<Examined> {
  const { sessionId, srId, evidenceId, since } = query;
  const digests: Record<BoundArtefact, Set<string>> = {
    status: new Set(),
    record: new Set(),
    files: new Set(),
    token: new Set(),
    report: new Set(),
    document: new Set(),
  };
  const verdicts = new Map<string, string>();
  for (const { artefact: name, content } of await readReleases(tables, query)) {
    const artefact = artefactOf(name);
    const { sha256, detail } = parseContent(content);
    if (artefact === null || typeof sha256 !== "string") continue;
    digests[artefact].add(sha256);
    if (name === "verdict" && typeof detail?.verdict === "string") verdicts.set(sha256, detail.verdict);
  }
  const polls = await tables
    .selectFrom("status_releases")
    .select("sha256")
    .where("session_id", "=", sessionId)
    .where("sr_id", "=", srId)
    .where("evidence_id", "=", evidenceId)
    .where("last_at", ">=", since)
    .execute();
  for (const { sha256 } of polls) if (sha256 !== null) digests.status.add(sha256);
  const known = await tables
    .selectFrom("evidence_states")
    .select("state")
    .where("sr_id", "=", srId)
    .where("evidence_id", "=", evidenceId)
    .executeTakeFirst();
  return { digests, verdicts, state: known?.state ?? null };
}
