import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestLog, type TestLog } from "../../e2e/support/audit-log.ts";
import { takeScanLease } from "./scan-lease.ts";

describe("the lease on scans of the log", () => {
  let log: TestLog;
  let now = 0;
  beforeEach(async () => {
    log = await openTestLog();
    now = Date.parse("2026-11-23T10:00:00Z");
  });
  afterEach(async () => log.end());

  const take = (subject: string) => takeScanLease(log.database.main, subject, () => now);

  it("is given to one scan per person at a time", async () => {
    const both = await Promise.all([take("ada"), take("ada")]);
    expect(both.filter((lease) => lease === null)).toHaveLength(1);
    const other = await take("eve");
    expect(other).not.toBeNull();
    for (const lease of [...both, other]) await lease?.end();
    const next = await take("ada");
    expect(next).not.toBeNull();
    await next?.end();
  });

  it("ends by itself after a crash, and a late end does not end the next one", async () => {
    const crashed = await take("ada");
    now += 14_000;
    expect(await take("ada")).toBeNull();
    now += 1_000;
    const next = await take("ada");
    expect(next).not.toBeNull();
    await crashed?.end();
    expect(await take("ada")).toBeNull();
    await next?.end();
  });
});
