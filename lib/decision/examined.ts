import "server-only";
import type { Kysely } from "kysely";
import { type ReleasedQuery, readReleased } from "#lib/audit/released";
import type { Tables } from "#lib/database/tables";
import type { BoundArtefact } from "./model.ts";

export type ExaminedQuery = ReleasedQuery;

/** What this person received whole, by artefact: digests in lower-case hex. `verdicts` has the server's verdict of each token. */
export type Examined = {
  digests: Readonly<Record<BoundArtefact, ReadonlySet<string>>>;
  verdicts: ReadonlyMap<string, string>;
  /** The last state that the provider gave to anyone here. */
  state: string | null;
};

const artefactOf = (name: string | null): BoundArtefact | null => {
  if (name === "verdict") return "token";
  return name === "status" || name === "record" || name === "files" || name === "token" || name === "report"
    ? name
    : null;
};

/** Reads from the access log what was released to the person since `since` (UTC milliseconds); polls of a status are kept beside it. */
export async function readExamined(tables: Kysely<Tables>, query: ExaminedQuery): Promise<Examined> {
  const { srId, evidenceId } = query;
  const digests: Record<BoundArtefact, Set<string>> = {
    status: new Set(),
    record: new Set(),
    files: new Set(),
    token: new Set(),
    report: new Set(),
    document: new Set(),
  };
  const verdicts = new Map<string, string>();
  for (const { artefact: name, isWhole, sha256, verdict } of await readReleased(tables, query)) {
    const artefact = artefactOf(name);
    if (artefact === null || !isWhole || sha256 === null) continue;
    digests[artefact].add(sha256);
    if (name === "verdict" && verdict !== null) verdicts.set(sha256, verdict);
  }
  const known = await tables
    .selectFrom("evidence_states")
    .select("state")
    .where("sr_id", "=", srId)
    .where("evidence_id", "=", evidenceId)
    .executeTakeFirst();
  return { digests, verdicts, state: known?.state ?? null };
}
