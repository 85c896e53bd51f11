/**
 * `npm run audit:prune -- --before DATE [--into FOLDER]`: exports, then deletes entries older than DATE (at least one year ago).
 * Stop the product first if it uses the embedded database; with PostgreSQL it may keep running.
 */
import { mkdirSync } from "node:fs";
import { userInfo } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { pruneLog } from "#lib/audit/prune";
import { connectDatabase, databaseTarget } from "#lib/database/connection";
import { settings } from "#lib/env";
import { auditKeys } from "#lib/transparency-log/log-context";
import { runTool } from "./run-tool.ts";

const toolDeadlineMs = 10 * 60_000;

await runTool(async () => {
  const { values } = parseArgs({ options: { before: { type: "string" }, into: { type: "string" } } });
  const before = Date.parse(values.before ?? "");
  if (Number.isNaN(before))
    throw new Error("--before: is missing or not a date. Example: npm run audit:prune -- --before 2024-01-01");
  const folder = resolve(values.into ?? join(settings().database.dataDir, "pruned"));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target = databaseTarget();
  const owner = target.kind === "postgres" ? { ...target, url: target.migrationUrl } : target;
  const { kind, main, log } = await connectDatabase({ ...owner, deadlineMs: toolDeadlineMs });
  try {
    const { pruned, through, file, sha256 } = await pruneLog(
      { kind, log, keys: auditKeys(), now: Date.now },
      before,
      userInfo().username,
      (first, last) => join(folder, `access-log-${first}-${last}.jsonl`),
    );
    if (through === null) return `No entry is older than ${values.before}: nothing was pruned.`;
    return `Pruned ${pruned} entries, up to ${through}. Exported to ${file} (SHA-256 ${sha256}).`;
  } finally {
    await main.destroy();
    if (log !== main) await log.destroy();
  }
});
