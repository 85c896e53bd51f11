import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { endDatabase, type OpenDatabase, openDatabase } from "#lib/database/connection";
import { maxPollMs } from "#lib/status/query";
import { startPostgres } from "../../e2e/support/postgres.ts";
import { type AuditEvent, emptyAuditEvent } from "./model.ts";
import { PollRuns } from "./poll-runs.ts";
import { idleMs, maxMs } from "./status-releases.ts";

vi.mock(import("#lib/env"), async (original) => ({
  ...(await original()),
  settings: () => ({ leftOut: new Set(), session: { maxH: 10, idleMin: 30 } }) as never,
}));

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

async function open(kind: "SQLite" | "PostgreSQL"): Promise<OpenDatabase> {
  if (kind === "SQLite") {
    const dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    ends.push(() => rmSync(dataDir, { recursive: true, force: true }));
    return openDatabase({ kind: "sqlite", dataDir, root: process.cwd(), exclusive: false });
  }
  const postgres = await startPostgres();
  ends.push(() => postgres.end());
  return openDatabase({ kind: "postgres", url: postgres.url(), migrationUrl: postgres.url() });
}

it("a run covers the longest polling interval of a page", () => {
  expect(idleMs).toBeGreaterThanOrEqual(2.5 * maxPollMs);
});

describe.each(["SQLite", "PostgreSQL"] as const)("status polls in %s", (kind) => {
  let opened: OpenDatabase;
  let now = Date.parse("2026-11-23T10:00:00Z");
  let entries: AuditEvent[] = [];
  let failure: Error | null = null;
  const request = { sessionId: "session", srId: "s", evidenceId: "e" };
  const person = { subject: "ada", name: "Ada", role: "reviewer" };
  const event: AuditEvent = { ...emptyAuditEvent, event: "release", person, srId: "s", evidenceId: "e" };
  const bytes = (sha256: string) => ({ sha256, bytes: 10 });
  /** Two replicas on one database. */
  const replica = () =>
    new PollRuns({
      tables: async () => opened.main,
      record: async (entry) => {
        if (failure) throw failure;
        entries.push(entry);
      },
      now: () => now,
    });
  const [first, second] = [replica(), replica()];
  const outcomes = () => entries.map(({ event: name, outcome }) => `${name} ${outcome}`);

  beforeAll(async () => {
    opened = await open(kind);
    ends.push(() => endDatabase(opened));
  });
  beforeEach(async () => {
    await opened.main.deleteFrom("status_releases").execute();
    entries = [];
    failure = null;
  });

  it("need a release of this evidence in this session", async () => {
    expect(await first.count(request, event)).toBeNull();
    expect(await first.release(request, bytes("a"))).toBe(true);
    expect(await second.count({ ...request, sessionId: "other" }, event)).toBeNull();
    expect(await second.count({ ...request, evidenceId: "other" }, event)).toBeNull();
    expect(await second.count({ ...request, srId: "other" }, event)).toBeNull();
    expect(entries).toEqual([]);
    expect(await second.count(request, event)).not.toBeNull();
    expect(outcomes()).toEqual(["status_poll opened"]);
    expect(await second.release(request, bytes("a"))).toBe(false);
  });

  it("become one opening and one closing entry with count, period and the latest digest, over two replicas", async () => {
    await first.release(request, bytes("a"));
    const from = now + 3_000;
    for (const [index, at] of [from, from + 4_000, from + 60_000].entries()) {
      now = at;
      const poll = await (index % 2 ? second : first).count(request, { ...event, requestId: `r-${index}` });
      if (poll) await first.note(poll, bytes(index === 2 ? "b" : "a"));
    }
    const to = now;
    await Promise.all([first.sweep(), second.sweep()]);
    expect(outcomes()).toEqual(["status_poll opened"]);
    now += idleMs;
    await Promise.all([first.sweep(), second.sweep()]);
    await second.sweep();
    expect(outcomes()).toEqual(["status_poll opened", "status_poll closed"]);
    const detail = { count: 3, from: new Date(from).toISOString(), to: new Date(to).toISOString(), changes: 1 };
    expect(entries[1]).toMatchObject({ person, requestId: "r-0", sha256: "b", bytes: 10, detail });
    expect(await first.count(request, event)).toBeNull();
  });

  it("count exactly when they arrive at once", async () => {
    await first.release(request, bytes("a"));
    await first.count(request, event);
    const polls = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? first : second).count(request, event)),
    );
    expect(polls.filter((poll) => poll === null)).toEqual([]);
    now += idleMs;
    await first.sweep();
    expect(entries.at(-1)?.detail).toMatchObject({ count: 41 });
  });

  it("at once and first are one opening; the others are releases until it is durable", async () => {
    await first.release(request, bytes("a"));
    const polls = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? first : second).count(request, event)),
    );
    const counted = polls.filter((poll) => poll !== null).length;
    expect(outcomes()).toEqual(["status_poll opened"]);
    now += idleMs;
    await first.sweep();
    expect(entries.at(-1)?.detail).toMatchObject({ count: counted });
  });

  it("end after an hour, so that the next request is a release, and after a pause", async () => {
    await first.release(request, bytes("a"));
    const start = now;
    for (now = start + 60_000; now < start + maxMs; now += 60_000)
      expect(await first.count(request, event)).not.toBeNull();
    expect(await first.count(request, event)).toBeNull();
    await first.release(request, bytes("a"));
    now += idleMs;
    expect(await first.count(request, event)).toBeNull();
    await first.sweep();
    expect(outcomes()).toEqual(["status_poll opened", "status_poll closed"]);
    expect(entries[1]?.detail).toMatchObject({ count: 59 });
  });

  it("are refused if the opening entry fails, and a failed closing entry is repeated", async () => {
    await first.release(request, bytes("a"));
    failure = new Error("no log");
    await expect(first.count(request, event)).rejects.toThrow("no log");
    failure = null;
    expect(await second.count(request, event)).not.toBeNull();
    failure = new Error("no log");
    now += idleMs;
    await expect(first.sweep()).rejects.toThrow("no log");
    failure = null;
    await second.sweep();
    now += 31_000;
    await second.sweep();
    expect(outcomes()).toEqual(["status_poll opened", "status_poll closed"]);
    expect(entries[1]?.detail).toMatchObject({ count: 1 });
  });

  it("keep no release longer than a session", async () => {
    await first.release(request, bytes("a"));
    now += 12 * 60 * 60_000;
    await first.sweep();
    expect(await opened.main.selectFrom("status_releases").selectAll().execute()).toEqual([]);
  });
});
