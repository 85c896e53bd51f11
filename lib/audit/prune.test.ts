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

  const append = (at: number) => appendGroup(log.target, [parseInput({ ...emptyAuditEvent, event: "search" }, at)]);

  it.each([1, 48, 24 * 365 * 9])("rejects a log with an entry that is %d hours in the future", async (hours) => {
    await append(now + hours * 60 * 60_000);
    await append(now);
    await expect(prune(600)).rejects.toThrow(
      /Nothing was pruned\. Entry 6 has the time .* after the clock of this machine/,
    );
    expect(await verify()).toMatchObject({ intact: true, first: 1 });
  });

  it("rejects a checkpoint that was signed in the future", async () => {
    await append(now);
    await makeCheckpoint({ ...log.target, now: () => now + 60_000 });
    await expect(prune(600)).rejects.toThrow("A checkpoint has the time 2026-11-23T10:01:00.000Z, which is 60 s after");
  });

  it("rejects a machine whose clock was set back, and accepts a difference of two seconds", async () => {
    const behind = (ms: number) => ({ ...log.target, now: () => now - dayMs - ms });
    const pruneBehind = (ms: number) =>
      pruneLog(behind(ms), now - 600 * dayMs, "ada", (first, last) => join(folder, `${first}-${last}.jsonl`));
    await expect(pruneBehind(6_000)).rejects.toThrow("Entry 5 has the time");
    await log.target.log.deleteFrom("audit_checkpoints").execute();
    expect((await pruneBehind(2_000)).pruned).toBe(2);
  });

  it("does not delete entries behind one that is younger, whatever their times", async () => {
    await append(now - 900 * dayMs);
    expect(await prune(600)).toMatchObject({ pruned: 2, through: 2 });
  });

  it("does not make a verification fail that runs meanwhile, and deletion without a pruning does", async () => {
    await log.target.log.deleteFrom("audit_checkpoints").execute();
    await log.target.log.deleteFrom("audit_entries").execute();
    for (const daysAgo of [900, 900, 900, 1, 1])
      await appendGroup(
        log.target,
        Array.from({ length: 200 }, () => parseInput({ ...emptyAuditEvent, event: "search" }, now - daysAgo * dayMs)),
      );
    /** Verifies, and calls `change` after the first page of entries has been read. */
    const verifyDuring = async (change: () => Promise<unknown>) => {
      let isChanged = false;
      const tables = log.database.reader.withPlugin({
        transformQuery: ({ node }) => node,
        async transformResult({ result }) {
          if (!isChanged && result.rows.length >= 50) {
            isChanged = true;
            await change();
          }
          return result;
        },
      });
      const result = await verifyLog({ tables, keys: log.target.keys, now: () => now });
      expect(isChanged).toBe(true);
      return result;
    };
    expect(await verifyDuring(() => prune(600))).toMatchObject({ intact: true, first: 601 });
    const cut = () => log.target.log.deleteFrom("audit_entries").where("sequence", "<", 900).execute();
    expect(await verifyDuring(cut)).toMatchObject({ intact: false, fault: { reason: "beginning_cut" } });
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
