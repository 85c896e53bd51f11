import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyFilter, type LogFilter } from "#lib/audit/log-filter";
import { readLog } from "#lib/audit/read-log";
import { verifyLog } from "#lib/audit/verify-log";
import { type DatabaseTarget, openDatabase } from "#lib/database/connection";
import type { LogContext } from "#lib/transparency-log/log-context";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import { startPostgres } from "../e2e/support/postgres.ts";
import type { Row, Rows } from "./rows.ts";
import { fillLog } from "./support/fill-log.ts";

export const name = "audit-million";

const count = Number(process.env.BENCH_ENTRIES ?? 1_000_000);
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
  const verify = () => verifyLog({ tables: target.log, keys: target.keys, now: Date.now });
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const result = await verify();
  clearInterval(timer);
  if (!result.intact || result.entries !== count)
    throw new Error(`The log should be intact: ${JSON.stringify(result)}`);
  return { seconds: result.durationMs / 1000, growthMb: (peak - before) / mebibyte };
}

async function measure(kind: string, database: DatabaseTarget): Promise<Row[]> {
  const { main, log, kind: storage } = await openDatabase({ ...database, deadlineMs: 120_000 });
  const keys = deriveAuditKeys(["a-secret-of-the-bench-0123456789-abcdef"]);
  const target: LogContext = { kind: storage, log: main, keys, now: Date.now };
  await fillLog(target, count);
  const page = (filter: Partial<LogFilter>) =>
    measureMedian(15, () => readLog(main, { ...emptyFilter, ...filter }, Date.now()));
  const pages: [string, number][] = [
    ["first page", await page({})],
    ["first page, one ticket", await page({ ticket: "CASE-3" })],
    ["first page, one person by name", await page({ person: "Person 7" })],
    ["first page, one day", await page({ from: Date.parse("2026-06-01"), to: Date.parse("2026-06-02") })],
  ];
  const { seconds, growthMb } = await measureVerification(target);
  await main.destroy();
  if (log !== main) await log.destroy();
  const of = `${count.toLocaleString("en")} entries, ${kind}`;
  return [
    ...pages.map(([measured, ms]) => ({
      measure: `${measured} of ${of}`,
      ours: `${ms.toFixed(1)} ms`,
      peer: "",
      ratio: null,
      target: "at most 200 ms",
      met: ms <= 200,
    })),
    {
      measure: `verification of ${of}`,
      ours: `${seconds.toFixed(1)} s`,
      peer: "",
      ratio: null,
      target: "at most 30 s",
      met: seconds <= 30,
    },
    {
      measure: `memory while verifying ${of}`,
      ours: `+${growthMb.toFixed(0)} MiB`,
      peer: "",
      ratio: null,
      target: "flat: at most +96 MiB",
      met: growthMb <= 96,
    },
  ];
}

/** Measures auditor pages and full verification on a log of a million entries, in both databases. */
export async function run(): Promise<Rows> {
  const dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-bench-"));
  const postgres = await startPostgres({ max_wal_size: "4GB", checkpoint_timeout: "30min" });
  try {
    const embedded = await measure("SQLite", { kind: "sqlite", dataDir, root: process.cwd(), exclusive: true });
    const url = postgres.url();
    return { rows: [...embedded, ...(await measure("PostgreSQL", { kind: "postgres", url, migrationUrl: url }))] };
  } finally {
    await postgres.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
