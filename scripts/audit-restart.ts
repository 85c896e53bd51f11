/**
 * `npm run audit:restart -- --reason TEXT [--checkpoint FILE]`: begins a new log with a new origin, after an older copy of the database was
 * restored, or a key was lost. The former log stays readable. FILE contains checkpoints of the former log: if one is larger than the
 * log now is, the new log says from where entries were lost. Stop the product first if it uses the embedded database.
 */
import { parseArgs } from "node:util";
import { restartLog } from "#lib/audit/restart-log";
import { withOwnerLog } from "./owner-log.ts";
import { readCheckpoints } from "./read-checkpoints.ts";
import { runTool } from "./run-tool.ts";

await runTool(async () => {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { reason: text, checkpoint: text } });
  const brought = values.checkpoint === undefined ? null : readCheckpoints(values.checkpoint).notes;
  return withOwnerLog(async (act) => {
    const { origin, formerOrigin, formerSize, lostFrom } = await restartLog(act, values.reason ?? "", brought);
    const lost = lostFrom === null ? "" : ` Entries from number ${lostFrom + 1} on were lost; the new log says so.`;
    return `The log ${origin} has begun, after ${formerOrigin} with ${formerSize} entries.${lost} Give the new verifier key to those who check the log: /.well-known/evidence-desk-log-key`;
  });
});
