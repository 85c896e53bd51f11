/**
 * `npm run audit:verify [-- --checkpoint FILE]`: verifies the whole access log, while the product is stopped or running.
 * FILE contains external checkpoints: a response of `/api/audit/checkpoint`, or shipped standard output.
 * Exit code 0: intact; 1: not intact, with the first bad entry; 2: unreadable.
 */
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { formatVerification, verifyLog } from "#lib/audit/verify-log";
import { connectDatabase, databaseTarget, endDatabase } from "#lib/database/connection";
import { sqlitePath } from "#lib/database/sqlite-connection";
import { parseCheckpoints } from "#lib/transparency-log/checkpoint";
import { auditKeys } from "#lib/transparency-log/log-context";
import { runTool, ToolError } from "./run-tool.ts";

function readBrought(file: string | undefined) {
  if (file === undefined) return [];
  const checkpoints = parseCheckpoints(readFileSync(file, "utf8"));
  if (checkpoints.length === 0)
    throw new Error(
      `${file} contains no checkpoint of the access log. Use a response of /api/audit/checkpoint or shipped standard output.`,
    );
  return checkpoints;
}

await runTool(async () => {
  const { values } = parseArgs({ options: { checkpoint: { type: "string" } } });
  const brought = readBrought(values.checkpoint);
  const target = databaseTarget();
  if (target.kind === "sqlite" && !existsSync(sqlitePath(target.dataDir)))
    throw new Error(`No access log found in ${target.dataDir}. Check DATA_DIR.`);
  // Read-only access is safe while the product runs.
  const shared = target.kind === "sqlite" ? { ...target, exclusive: false } : target;
  const opened = await connectDatabase({ ...shared, deadlineMs: 60_000 });
  try {
    const result = await verifyLog({ tables: opened.reader, keys: auditKeys(), now: Date.now }, brought);
    const summary = `${formatVerification(result)} (${result.durationMs} ms)`;
    if (!result.intact) throw new ToolError(summary);
    const compared = brought.length > 0 ? ` None of ${brought.length} external checkpoints contradicts it.` : "";
    return `${summary}${compared}\nHead: ${result.head}`;
  } finally {
    await endDatabase(opened);
  }
});
