import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { emptyFilter, formatFilter, type LogFilter } from "#lib/audit/log-filter";
import { readLog } from "#lib/audit/read-log";
import { verifyLog } from "#lib/audit/verify-log";
import { type DatabaseTarget, endDatabase, type OpenDatabase, openDatabase } from "#lib/database/connection";
import type { LogContext } from "#lib/transparency-log/log-context";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import { startPostgres } from "../e2e/support/postgres.ts";
import type { Row, Rows } from "./rows.ts";
import { fillLog } from "./support/fill-log.ts";
import { startReleaseLoad } from "./support/release-load.ts";

export const name = "audit-million";

const count = Number(process.env.BENCH_ENTRIES ?? 1_000_000);
const secret = "a-secret-of-the-bench-0123456789-abcdef";
const keys = deriveAuditKeys([secret]);
const originHost = "bench.test";
const mebibyte = 1024 * 1024;

async function measureMedian(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

async function measureVerification(target: LogContext) {
  const verify = () => verifyLog({ ...target, tables: target.log });
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const result = await verify();
  clearInterval(timer);
  if (!result.intact || result.entries < count) throw new Error(`The log should be intact: ${JSON.stringify(result)}`);
  return { seconds: result.durationMs / 1000, growthMb: (peak - before) / mebibyte };
}

const dayMs = 24 * 60 * 60_000;

/** Each filter of the page, with entries and without, and combinations. */
function filtersOf(now: number): [string, Partial<LogFilter>][] {
  return [
    ["no filter", {}],
    ["an old page", { before: count / 2 }],
    ["one person by name", { person: "Person 7" }],
    ["one person by account", { person: "person-7" }],
    ["a name that does not occur", { person: "Unknown Person" }],
    ["one signature request", { request: "sr-7" }],
    ["one request ID", { request: "request-7" }],
    ["a request that does not occur", { request: "none" }],
    ["one ticket", { ticket: "CASE-3" }],
    ["a frequent event", { event: "release" }],
    ["an event that does not occur", { event: "key_rotation" }],
    ["one day", { from: now - 180 * dayMs, to: now - 179 * dayMs }],
    ["the older half", { to: now - 174 * dayMs }],
    ["the last hour", { from: now - dayMs / 24 }],
    ["person and ticket without a common entry", { person: "Person 7", ticket: "CASE-4" }],
    ["person, event and an old day", { person: "Person 7", event: "release", from: 0, to: now - 346 * dayMs }],
  ];
}

function row(measured: string, ours: string, target: string, met: boolean): Row {
  return { measure: measured, ours, peer: "", ratio: null, target, met };
}

async function measureReads({ reader, kind }: OpenDatabase, of: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, filter] of filtersOf(Date.now())) {
    const ms = await measureMedian(15, () => readLog(reader, { ...emptyFilter, ...filter }, Date.now()));
    rows.push(row(`page with ${name}, ${of}`, `${ms.toFixed(1)} ms`, "at most 200 ms", ms <= 200));
  }
  const { seconds, growthMb } = await measureVerification({ kind, log: reader, keys, originHost, now: Date.now });
  return [
    ...rows,
    row(`verification, ${of}`, `${seconds.toFixed(1)} s`, "at most 15 s", seconds <= 15),
    row(`memory while verifying, ${of}`, `+${growthMb.toFixed(0)} MiB`, "flat: at most +96 MiB", growthMb <= 96),
  ];
}

/** Measures releases of the production server while an auditor reads the log without a pause. */
async function measureReleases(settings: Record<string, string>, of: string): Promise<Row[]> {
  const load = await startReleaseLoad({ ...settings, AUDIT_KEY: secret });
  const query = (filter: Partial<LogFilter>) => String(formatFilter({ ...emptyFilter, ...filter }));
  const paths: [string, string][] = [
    ...filtersOf(Date.now()).map(([name, filter]): [string, string] => [name, `/api/audit?${query(filter)}`]),
    ["export", "/api/audit/export?format=csv"],
    ["export of one ticket", "/api/audit/export?format=jsonl&ticket=CASE-3"],
    ["verification", "/api/audit/verification"],
    ["checkpoint", "/api/audit/checkpoint"],
  ];
  const rows: Row[] = [];
  try {
    for (const [name, path] of paths) {
      const { idle, busy, reads } = await load.compare(path);
      const [median, slow] = [busy.median - idle.median, busy.slow - idle.slow];
      const format = (ms: number) => `${ms < 0 ? "" : "+"}${ms.toFixed(1)} ms`;
      const ours = `${format(median)}, slowest of 20: ${format(slow)}`;
      const peer = `${idle.median.toFixed(1)} ms, ${idle.slow.toFixed(1)} ms without it`;
      const measured = `a release during ${name} (${reads} reads), ${of}`;
      rows.push({ ...row(measured, ours, "at most +50 ms", slow <= 50), peer });
    }
    return rows;
  } finally {
    await load.end();
  }
}

async function measure(name: string, target: DatabaseTarget, settings: Record<string, string>): Promise<Row[]> {
  const opened = await openDatabase({ ...target, deadlineMs: 120_000 });
  const of = `${count.toLocaleString("en")} entries, ${name}`;
  await fillLog({ kind: opened.kind, log: opened.main, keys, originHost, now: Date.now }, count);
  // As autovacuum does in the background.
  if (opened.kind === "postgres") await sql`vacuum analyze log_entries`.execute(opened.main);
  const reads = await measureReads(opened, of);
  await endDatabase(opened);
  return [...reads, ...(await measureReleases(settings, of))];
}

/** Measures the auditor's page, verification and export on a log of a million entries, and how much they delay releases. */
export async function run(): Promise<Rows> {
  const dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-bench-"));
  const wanted = process.env.BENCH_DATABASE;
  try {
    const rows: Row[] = [];
    const sqlite = { kind: "sqlite", dataDir, root: process.cwd(), exclusive: true } as const;
    if (wanted !== "postgres") rows.push(...(await measure("SQLite", sqlite, { DATA_DIR: dataDir })));
    if (wanted !== "sqlite") {
      const postgres = await startPostgres({ max_wal_size: "4GB", checkpoint_timeout: "30min" });
      const url = postgres.url();
      const target = { kind: "postgres", url, migrationUrl: url } as const;
      const measured = measure("PostgreSQL", target, { DATABASE_URL: url }).finally(() => postgres.end());
      rows.push(...(await measured));
    }
    return { rows };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
