import { formatCsvLine } from "#lib/runtime/csv-line";
import { shownConclusion } from "./model.ts";
import type { ViewRow } from "./query.ts";

/** CSV of IDs, states, codes and times (RFC 4180): no titles, names or values. One line for each known evidence. */
export function formatViewCsv(rows: readonly ViewRow[]): string {
  const lines = rows.flatMap(({ srId, evidence }) =>
    evidence.length === 0
      ? [[srId, "", "", "not_checked", "", "", "", ""]]
      : evidence.map((one) => [
          srId,
          one.evidenceId,
          one.state ?? "",
          shownConclusion(one),
          one.askedAt ?? "",
          one.concludedAt ?? "",
          one.decision ?? "",
          one.decidedAt ?? "",
        ]),
  );
  return [["srId", "evidenceId", "state", "conclusion", "askedAt", "concludedAt", "decision", "decidedAt"], ...lines]
    .map(formatCsvLine)
    .join("");
}
