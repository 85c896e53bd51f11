import { formatTimeReport } from "./entry-times.ts";
import type { LogVerification, VerificationResult } from "./schema.ts";

function formatCounts({ entries, last, erased, pruned, checkpoints }: LogVerification): string {
  const parts = [`${entries} entries, up to number ${last}`, `${checkpoints} checkpoints`];
  if (erased > 0) parts.push(`${erased} erased with an entry that says so`);
  if (pruned > 0) parts.push(`${pruned} pruned with an entry that says so`);
  return parts.join("; ");
}

const nameOf = ({ origin }: { origin: string | null }) => origin ?? "the former log (format 1)";

/** Formats the result as text for the command line and exports. */
export function formatVerification(result: VerificationResult): string {
  const times = formatTimeReport(result.times);
  const { fault } = result;
  if (fault)
    return `Not intact at entry ${fault.sequence} (${fault.reason})${fault.origin === null ? "" : ` of ${fault.origin}`}: ${fault.detail}${times}`;
  if (result.last === 0) return "Intact: the log has no entries yet.";
  const former = result.former.map((log) => ` Before it, ${nameOf(log)}: ${formatCounts(log)}.`).join("");
  return `Intact: ${nameOf(result)}: ${formatCounts(result)}.${former}${times}`;
}
