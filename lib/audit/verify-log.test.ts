import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openTestLog, type TestLog } from "../../e2e/support/audit-log.ts";
import { type LogSnapshot, mutations, restoreSnapshot, takeSnapshot } from "../../e2e/support/log-mutations.ts";
import { newKey, oldKey, TestClock, withKeys, writeFullLog } from "../../e2e/support/tree-log.ts";
import { verifyLog } from "./verify-log.ts";

describe("a log with two keys, holds, a pruning and an erasure", () => {
  let log: TestLog;
  let folder: string;
  let origin: string;
  let snapshot: LogSnapshot;
  const clock = new TestClock();
  const verify = (...secrets: string[]) =>
    verifyLog({ tables: log.database.main, keys: withKeys(log.target, ...secrets).keys, now: clock.now });
  beforeAll(async () => {
    log = await openTestLog(undefined, clock.now);
    folder = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    ({ origin } = await writeFullLog(log.target, clock, join(folder, "pruned.jsonl")));
    snapshot = await takeSnapshot(log.database.main);
  });
  afterEach(() => restoreSnapshot(log.database.main, snapshot));
  afterAll(async () => {
    await log.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is intact under the new key alone and under both", async () => {
    for (const secrets of [[newKey], [newKey, oldKey]])
      expect(await verify(...secrets)).toMatchObject({ intact: true, fault: null, erased: 6, last: 928 });
  });

  it.each(mutations.map((mutation) => [mutation.row, mutation.name, mutation] as const))(
    "row %i: %s",
    async (_row, _name, { apply, says }) => {
      const index = await apply({ tables: log.database.main, snapshot, origin });
      for (const secrets of [[newKey], [newKey, oldKey]]) {
        const { fault } = await verify(...secrets);
        expect(fault).toMatchObject({ reason: says, ...(index === null ? {} : { sequence: index + 1 }) });
      }
    },
  );
});
