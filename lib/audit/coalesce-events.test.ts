import { describe, expect, it } from "vitest";
import { EventCoalescer } from "./coalesce-events.ts";
import { type AuditEvent, emptyAuditEvent } from "./model.ts";

const denial = (address: string): AuditEvent => ({ ...emptyAuditEvent, event: "denied", address, requestId: "r" });

describe("unauthenticated denials", () => {
  it("become one entry at once and one with the count of the rest of the minute, per address", async () => {
    const entries: AuditEvent[] = [];
    let now = 0;
    const gatherer = new EventCoalescer(
      async (entry) => entries.push(entry),
      () => now,
    );
    for (let index = 0; index < 500; index++) gatherer.add(denial(index % 2 ? "10.0.0.1" : "10.0.0.2"));
    await gatherer.flush();
    expect(entries).toHaveLength(2);
    now = 61_000;
    await gatherer.flush();
    expect(entries.slice(2).map(({ address, detail }) => [address, detail?.further])).toEqual([
      ["10.0.0.2", 249],
      ["10.0.0.1", 249],
    ]);
  });

  it("stay bounded in memory and in the log for 100,000 addresses", async () => {
    const entries: AuditEvent[] = [];
    const gatherer = new EventCoalescer(
      async (entry) => entries.push(entry),
      () => 0,
    );
    for (let index = 0; index < 100_000; index++) gatherer.add(denial(`address ${index}`));
    await gatherer.flush(true);
    expect(entries.length).toBeLessThan(1_100);
    const counted = entries.reduce((sum, { detail }) => sum + Number(detail?.further ?? 1), 0);
    expect(counted).toBe(100_000);
  });
});
