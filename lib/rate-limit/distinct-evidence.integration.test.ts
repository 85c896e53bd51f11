import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endDatabase, type OpenDatabase, openDatabase } from "#lib/database/connection";
import { startPostgres } from "../../e2e/support/postgres.ts";
import { countEvidence } from "./distinct-evidence.ts";
import { incrementWindow } from "./fixed-window.ts";

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** Two connections like those of two processes; the embedded database serves one process. */
async function openTwice(kind: "SQLite" | "PostgreSQL"): Promise<OpenDatabase[]> {
  if (kind === "SQLite") {
    const dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    ends.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const opened = await openDatabase({ kind: "sqlite", dataDir, root: process.cwd(), exclusive: false });
    return [opened, opened];
  }
  const postgres = await startPostgres();
  ends.push(() => postgres.end());
  const target = { kind: "postgres", url: postgres.url(), migrationUrl: postgres.url() } as const;
  return [await openDatabase(target), await openDatabase(target)];
}

const dayMs = 24 * 60 * 60_000;
const start = Date.parse("2026-11-23T10:00:00Z");

describe.each(["SQLite", "PostgreSQL"] as const)("limits in %s", (kind) => {
  let opened: OpenDatabase[] = [];
  beforeAll(async () => {
    opened = await openTwice(kind);
    ends.push(() => Promise.all([...new Set(opened)].map(endDatabase)));
  });
  const tables = (index: number) => {
    const database = opened[index % opened.length];
    if (!database) throw new Error("no database");
    return database.main;
  };

  it("let exactly the allowed number of 50 parallel requests for different evidence pass", async () => {
    const access = { subject: "ada", allowed: 20, now: start };
    for (let index = 0; index < 5; index++) await countEvidence(tables(index), { ...access, evidenceId: `e-${index}` });
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) => countEvidence(tables(index), { ...access, evidenceId: `new-${index}` })),
    );
    expect(results.filter((endsAt) => endsAt === null)).toHaveLength(15);
    expect(new Set(results)).toEqual(new Set([null, start + dayMs]));
    const passed = results.indexOf(null);
    expect(await countEvidence(tables(1), { ...access, evidenceId: `new-${passed}` })).toBeNull();
  });

  it("count the same evidence once, also in 50 parallel requests", async () => {
    const access = { subject: "bob", allowed: 1, now: start, evidenceId: "e" };
    const results = await Promise.all(Array.from({ length: 50 }, (_, index) => countEvidence(tables(index), access)));
    expect(new Set(results)).toEqual(new Set([null]));
    expect(await countEvidence(tables(0), { ...access, evidenceId: "other" })).toBe(start + dayMs);
  });

  it("free a place 24 hours after the oldest access", async () => {
    const access = { subject: "eve", allowed: 1 };
    expect(await countEvidence(tables(0), { ...access, evidenceId: "a", now: start })).toBeNull();
    expect(await countEvidence(tables(1), { ...access, evidenceId: "b", now: start + dayMs - 1 })).toBe(start + dayMs);
    expect(await countEvidence(tables(1), { ...access, evidenceId: "b", now: start + dayMs })).toBeNull();
  });

  it("count 50 parallel requests of a minute exactly", async () => {
    const window = { lengthMs: 60_000, now: start };
    const counters = await Promise.all(
      Array.from({ length: 50 }, (_, index) => incrementWindow(tables(index), "requests:ada", window)),
    );
    expect(counters.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, i) => i + 1),
    );
  });
});
