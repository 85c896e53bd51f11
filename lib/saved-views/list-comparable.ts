import { formatSignerName } from "#lib/signature-request/model";
import type { ViewRow } from "./query.ts";

/** One evidence of a selected request. */
type Comparable = { srId: string; evidenceId: string; label: string; requested: string | null };

const maxRows = 4;

/**
 * Evidence of 2 to 4 selected requests whose pictures can be compared, or why they cannot. The first two are of
 * different requests. @param labelOf names a case; `position` of the signer counts from 1, null for a single one
 */
export function listComparable(
  rows: readonly ViewRow[],
  labelOf: (row: ViewRow, position: number | null) => string,
): { cases: [Comparable, Comparable, ...Comparable[]] } | { reason: "count" | "evidence" } {
  if (rows.length < 2 || rows.length > maxRows) return { reason: "count" };
  const ofRows = rows.map((row) => {
    const signers = row.request?.signers ?? [];
    const isSingle = signers.filter(({ evidenceId }) => evidenceId !== null).length === 1;
    return signers.flatMap((signer, index): Comparable[] => {
      const { evidenceId } = signer;
      if (evidenceId === null) return [];
      const label = labelOf(row, isSingle ? null : index + 1);
      return [{ srId: row.srId, evidenceId, label, requested: formatSignerName(signer) }];
    });
  });
  const [first, second] = ofRows.flatMap((cases) => cases.slice(0, 1));
  if (first === undefined || second === undefined) return { reason: "evidence" };
  return { cases: [first, second, ...ofRows.flat().filter((one) => one !== first && one !== second)] };
}
