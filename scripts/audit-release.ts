/** `npm run audit:release -- --hold ID [--reason TEXT]`: releases a hold. */
import { parseArgs } from "node:util";
import { releaseHold } from "#lib/audit/hold-entries";
import { withOwnerLog } from "./owner-log.ts";
import { runTool } from "./run-tool.ts";

await runTool(async () => {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { hold: text, reason: text } });
  const { hold, reason = null } = values;
  if (!hold) throw new Error("--hold: is missing. Give the ID that npm run audit:hold printed.");
  return withOwnerLog(
    async (act) => `Released hold ${hold}; entry ${await releaseHold(act, hold, reason)} of the log says so.`,
  );
});
