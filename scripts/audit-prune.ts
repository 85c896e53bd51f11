/**
 * `npm run audit:prune -- --before DATE [--into FOLDER] [--dry-run]`: exports, then deletes entries older than DATE (at least one year ago),
 * in whole tiles of 256; entries on hold and structural entries stay. Stop the product first if it uses the embedded database.
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { planPruning } from "#lib/audit/prune-log";
import { settings } from "#lib/env";
import { forgetBefore } from "#lib/saved-views/store";
import { beyondReach, describePlan, readDate, withOwnerLog } from "./owner-log.ts";
import { runTool } from "./run-tool.ts";

await runTool(async () => {
  const options = { before: { type: "string" }, into: { type: "string" }, "dry-run": { type: "boolean" } } as const;
  const { values } = parseArgs({ options });
  const before = readDate("before", values.before);
  const folder = resolve(values.into ?? join(settings().database.dataDir, "pruned"));
  return withOwnerLog(async (act) => {
    const plan = await planPruning(act, before);
    const { indexes } = plan;
    console.log(describePlan("prune", plan));
    if (values["dry-run"]) return "Nothing was pruned.";
    // What views know of an evidence goes when the log's entries of that time may go.
    const forget = async () => `Views forgot ${await forgetBefore(act.context.log, before)} evidence IDs.`;
    if (indexes.length === 0) return `Nothing was pruned from the log. ${await forget()}`;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `access-log-${(indexes[0] ?? 0) + 1}-${(indexes.at(-1) ?? 0) + 1}.jsonl`);
    const { number, sha256 } = await plan.commit(file);
    return `Pruned ${indexes.length} entries; entry ${number} of the log says so. Exported to ${file} (SHA-256 ${sha256}). ${await forget()} ${beyondReach}`;
  });
});
