import "server-only";
import type { LogEntryRow } from "#lib/database/tables";
import type { LogAct } from "./act-on-log.ts";

/** What a candidate must have to be compared with decisions. */
export type CitedCandidate = Pick<LogEntryRow, "event" | "sr_id" | "evidence_id" | "outcome" | "content">;

const ends = new Set(["release_outcome", "verdict"]);

function readJson(text: string | null): { [name: string]: unknown } {
  try {
    return (JSON.parse(text ?? "{}") ?? {}) as { [name: string]: unknown };
  } catch {
    return {};
  }
}

/**
 * Reads what decisions rest on.
 * @returns whether an entry is a decision's own, or the end of a release whose bytes a decision is bound to: neither pruning nor erasure
 * takes such entries, because a decision is kept with its proof
 */
export async function readCitations({ context }: LogAct): Promise<(entry: CitedCandidate) => boolean> {
  const rows = await context.log.selectFrom("decisions").select(["sr_id", "canonical"]).execute();
  const bound = new Set<string>();
  for (const { sr_id, canonical } of rows)
    for (const digest of Object.values((readJson(canonical).boundTo ?? {}) as object))
      if (typeof digest === "string" && /^[0-9a-f]{64}$/.test(digest)) bound.add(`${sr_id} ${digest}`);
  return ({ event, sr_id, outcome, content }) => {
    if (event === "decision") return true;
    if (!ends.has(event) || outcome !== "whole") return false;
    return bound.has(`${sr_id} ${readJson(content).sha256}`);
  };
}
