import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeCheckpoint } from "#lib/transparency-log/checkpoint-store";
import { openTestLog, type TestLog, testSecrets } from "../../e2e/support/audit-log.ts";
import { appendGroup } from "./append-entries.ts";
import { emptyAuditEvent, parseInput } from "./model.ts";

const dayMs = 24 * 60 * 60_000;

describe("command line tools, with the server stopped", () => {
  let log: TestLog;
  beforeEach(async () => {
    log = await openTestLog();
    const old = Date.now() - 500 * dayMs;
    for (const at of [old, old + 1, Date.now()])
      await appendGroup(log.target, [parseInput({ ...emptyAuditEvent, event: "search" }, at)]);
  });
  afterEach(async () => log.end());

  /** Runs one tool as `npm run` does, on this log. */
  function runTool(name: string, ...options: string[]) {
    const program = ["--import", "./scripts/typescript.mjs", `scripts/${name}.ts`, ...options];
    const settings = { DATA_DIR: log.dataDir, AUDIT_KEY: testSecrets.join(","), AUTH_DEMO: "1" };
    const { status, stdout, stderr } = spawnSync(process.execPath, program, {
      encoding: "utf8",
      env: { PATH: process.env.PATH, ...settings } as unknown as NodeJS.ProcessEnv,
    });
    return { status, output: `${stdout}${stderr}` };
  }

  it("audit:verify reports an intact log, flags times that contradict the order or the clock, and locates a changed entry with exit code 1", async () => {
    expect(runTool("audit-verify")).toMatchObject({ status: 0, output: expect.stringContaining("Intact: 3 entries") });
    const hourMs = 60 * 60_000;
    for (const at of [Date.now() - hourMs, Date.now() + 24 * hourMs])
      await appendGroup(log.target, [parseInput({ ...emptyAuditEvent, event: "search" }, at)]);
    const flagged = runTool("audit-verify");
    expect(flagged).toMatchObject({ status: 0, output: expect.stringContaining("Intact: 5 entries") });
    expect(flagged.output).toMatch(
      /entry 4 is 3\d{3}\S* s older than an entry before it; entry 5 is 86\d+\S* s in the future/,
    );
    await log.target.log.updateTable("audit_entries").set({ name: "Eve" }).where("sequence", "=", 2).execute();
    const { status, output } = runTool("audit-verify");
    expect(status).toBe(1);
    expect(output).toContain("Not intact at entry 2 (changed)");
  });

  it("audit:verify --checkpoint detects a truncated log and an old copy", async () => {
    const made = await makeCheckpoint(log.target);
    const file = join(log.dataDir, "checkpoint.json");
    writeFileSync(file, JSON.stringify(made?.checkpoint));
    expect(runTool("audit-verify", "--checkpoint", file).status).toBe(0);
    await log.target.log.deleteFrom("audit_entries").where("sequence", "=", 3).execute();
    await log.target.log.deleteFrom("audit_checkpoints").execute();
    expect(runTool("audit-verify").status).toBe(0);
    const { status, output } = runTool("audit-verify", "--checkpoint", file);
    expect(status).toBe(1);
    expect(output).toContain("end_cut");
  });

  it("audit:prune keeps a year of entries, and fails while another process has the file open", async () => {
    const before = new Date(Date.now() - 400 * dayMs).toISOString();
    expect(runTool("audit-prune", "--before", before).output).toContain("Another process of Evidence Desk uses");
    await log.database.main.destroy();
    expect(runTool("audit-prune", "--before", new Date().toISOString()).output).toContain("at least one year");
    expect(runTool("audit-prune", "--before", before)).toMatchObject({
      status: 0,
      output: expect.stringContaining("Pruned 2 entries, up to 2."),
    });
    expect(runTool("audit-verify")).toMatchObject({ status: 0, output: expect.stringContaining("(3 to 4)") });
  });
});
