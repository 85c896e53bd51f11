import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeCheckpoint } from "#lib/transparency-log/checkpoint-store";
import { openTestLog, type TestLog } from "../../e2e/support/audit-log.ts";
import { appendGroup } from "./append-entries.ts";
import { emptyAuditEvent, parseInput } from "./model.ts";
import { pruneLog } from "./prune.ts";
import { verifyLog } from "./verify-log.ts";

const dayMs = 24 * 60 * 60_000;
const now = Date.parse("2026-11-23T10:00:00Z");

describe("pruning", () => {
  let log: TestLog;
  let folder: string;
  beforeEach(async () => {
    log = await openTestLog(undefined, () => now);
    folder = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    for (const daysAgo of [800, 700, 500, 100, 1])
      await appendGroup(log.target, [
        parseInput({ ...emptyAuditEvent, event: "search", requestId: `${daysAgo} days ago` }, now - daysAgo * dayMs),
      ]);
    await makeCheckpoint(log.target);
  });
  afterEach(async () => {
    await log.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const prune = (daysAgo: number) =>
    pruneLog(log.target, now - daysAgo * dayMs, "ada", (first, last) => join(folder, `${first}-${last}.jsonl`));
  const verify = () => verifyLog({ tables: log.target.log, keys: log.target.keys, now: () => now });

  it("exports and records pruned entries, and leaves a log that verifies, also after a second pruning", async () => {
    const first = await prune(600);
    expect(first).toMatchObject({ pruned: 2, through: 2 });
    const lines = readFileSync(String(first.file), "utf8").trim().split("\n");
    expect(lines.slice(1).map((line) => (JSON.parse(line) as { requestId: string }).requestId)).toEqual([
      "800 days ago",
      "700 days ago",
    ]);
    expect(await verify()).toMatchObject({ intact: true, first: 3, last: 6 });
    expect(await prune(400)).toMatchObject({ pruned: 1, through: 3 });
    expect(await verify()).toMatchObject({ intact: true, first: 4, last: 7 });
    expect(await prune(400)).toMatchObject({ pruned: 0 });
  });

  it("rejects a date less than a year ago", async () => {
    await expect(prune(300)).rejects.toThrow("at least one year");
    expect(await verify()).toMatchObject({ intact: true, first: 1 });
  });

  it("rejects a log that does not verify", async () => {
    await log.target.log.updateTable("audit_entries").set({ name: "Eve" }).where("sequence", "=", 2).execute();
    await expect(prune(600)).rejects.toThrow("Not intact at entry 2");
  });

  it("detects entries deleted from the beginning without a pruning", async () => {
    await prune(600);
    await log.target.log.deleteFrom("audit_entries").where("sequence", "=", 3).execute();
    expect((await verify()).fault).toMatchObject({ reason: "beginning_cut" });
  });
});
