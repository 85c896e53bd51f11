/**
 * `npm run audit:verify [-- --checkpoint FILE]`: verifies the access log in the database, while the product is stopped or running.
 * `npm run audit:verify -- --export FILE --key VERIFIER-KEY [--checkpoint FILE]`: verifies an export without database and without AUDIT_KEY.
 * The checkpoint file contains checkpoints that another place kept: a response of `/api/audit/checkpoint`, or shipped standard output.
 * Exit code 0: intact; 1: not intact, with the first bad entry; 2: unreadable.
 */
import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { formatVerification } from "#lib/audit/format-verification";
import { type BroughtCheckpoints, nothingBrought, verifyLog } from "#lib/audit/verify-log";
import { connectDatabase, databaseTarget, endDatabase } from "#lib/database/connection";
import { sqlitePath } from "#lib/database/sqlite-connection";
import { auditKeys } from "#lib/transparency-log/log-context";
import { verifyExport } from "#lib/transparency-log/verify-export";
import { readCheckpoints } from "./read-checkpoints.ts";
import { runTool, ToolError } from "./run-tool.ts";

async function verifyFile(file: string, key: string | undefined, { notes }: BroughtCheckpoints): Promise<string> {
  if (!key)
    throw new Error(
      "--key: is missing. Give the verifier key of the log, which you got from elsewhere than this file.",
    );
  if (!existsSync(file)) throw new Error(`${file}: the file does not exist.`);
  const lines = createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Number.POSITIVE_INFINITY });
  const result = await verifyExport(lines, key, notes);
  const { fault, entries, size, closed, extent, origin, brought } = result;
  if (fault) throw new ToolError(`Not intact at entry ${fault.sequence} (${fault.reason}): ${fault.detail}`);
  const extents = {
    whole: `all ${size} entries of its checkpoint`,
    pruned: `all entries of its checkpoint (${size}) that were not pruned: ${entries}, each proven to be in the log`,
    selection: `${entries} of ${size} entries, each proven to be in the log; whether others belong to the selection can't be seen`,
  };
  const without = closed > 0 ? ` ${closed} entries are closed: erased or withheld.` : "";
  const compared = brought > 0 ? ` ${brought} checkpoints from outside agree.` : "";
  return `Intact: ${origin}: ${extents[extent]}.${without}${compared}`;
}

async function verifyDatabase(brought: BroughtCheckpoints): Promise<string> {
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
    const count = brought.notes.length + brought.legacy.length;
    const compared = count > 0 ? ` None of ${count} external checkpoints contradicts it.` : "";
    return `${summary}${compared}\nRoot: ${result.root}`;
  } finally {
    await endDatabase(opened);
  }
}

const isThirdParty = process.argv.some((argument) => argument.startsWith("--export"));

await runTool(async () => {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { checkpoint: text, export: text, key: text } });
  const brought = values.checkpoint === undefined ? nothingBrought : readCheckpoints(values.checkpoint);
  return values.export === undefined ? verifyDatabase(brought) : verifyFile(values.export, values.key, brought);
}, !isThirdParty);
