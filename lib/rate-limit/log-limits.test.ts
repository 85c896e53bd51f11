import { afterEach, describe, expect, it, vi } from "vitest";
import { databaseDeadlineMs } from "../database/sqlite-thread.ts";
import type { Lease } from "./lease.ts";
import { beginScan } from "./log-limits.ts";

const lease = vi.hoisted(() => ({ take: vi.fn<() => Promise<Lease | null>>() }));
vi.mock(import("#lib/database/connection"), async (original) => ({
  ...(await original()),
  database: async () => Object.create(null),
}));
vi.mock(import("./scan-lease.ts"), () => ({ takeScanLease: lease.take }));

const person = { subject: "ada", name: "Ada", email: null, roles: ["auditor"] as const, sessionId: "session" };

describe("a scan of the log", () => {
  afterEach(() => void vi.useRealTimers());

  it("ends the lease at once if the database gives it after the deadline", async () => {
    const { promise, resolve } = Promise.withResolvers<Lease>();
    lease.take.mockReturnValue(promise);
    vi.useFakeTimers();
    const refused = expect(beginScan(person)).rejects.toMatchObject({ code: "audit_unavailable" });
    await vi.advanceTimersByTimeAsync(databaseDeadlineMs + 1);
    await refused;
    const end = vi.fn(async () => undefined);
    resolve({ end });
    await vi.advanceTimersByTimeAsync(0);
    expect(end).toHaveBeenCalledOnce();
  });

  it("keeps a lease that arrives in time", async () => {
    const end = vi.fn(async () => undefined);
    lease.take.mockResolvedValue({ end });
    await beginScan(person);
    expect(end).not.toHaveBeenCalled();
  });
});
