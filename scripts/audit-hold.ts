/**
 * `npm run audit:hold -- --sr-id ID [--evidence-id ID] --reason TEXT`: keeps the entries of a signature request, or of one evidence of it, from
 * pruning and erasure until `npm run audit:release`. Deletes nothing.
 */
import { parseArgs } from "node:util";
import { holdEntries } from "#lib/audit/hold-entries";
import { withOwnerLog } from "./owner-log.ts";
import { runTool } from "./run-tool.ts";

await runTool(async () => {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { "sr-id": text, "evidence-id": text, reason: text } });
  const { "sr-id": srId, "evidence-id": evidenceId = null, reason = "" } = values;
  if (!srId) throw new Error("--sr-id: is missing. Give the ID of a signature request.");
  return withOwnerLog(async (act) => {
    const { hold, entries, number } = await holdEntries(act, { srId, evidenceId, reason });
    return `Hold ${hold}: ${entries} entries are on hold; entry ${number} of the log says so. To end it: npm run audit:release -- --hold ${hold}`;
  });
});
