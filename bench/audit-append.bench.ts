import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DatabaseTarget, endDatabase, openDatabase } from "#lib/database/connection";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import { startPostgres } from "../e2e/support/postgres.ts";
import type { Row, Rows } from "./rows.ts";
import { prepareAppends } from "./support/measure-append.ts";

export const name = "audit-append";

const keys = deriveAuditKeys(["a-secret-of-the-bench-0123456789-abcdef"]);
/** Groups of each round: about half a second. */
const sizes = [
  { size: 1, groups: 300 },
  { size: 16, groups: 200 },
  { size: 256, groups: 40 },
];
const rounds = 7;

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function measure(database: string, target: DatabaseTarget): Promise<Row[]> {
  const opened = await openDatabase({ ...target, deadlineMs: 60_000 });
  const { kind, log } = opened;
  const rows: Row[] = [];
  for (const { size, groups } of sizes) {
    const { ours, peer } = await prepareAppends({ kind, log, keys, originHost: "bench.test", now: Date.now }, size);
    const pairs: { ours: number; peer: number }[] = [];
    await ours(groups);
    await peer(groups);
    // In turns, because the load of the machine varies.
    for (let round = 0; round < rounds; round++) pairs.push({ ours: await ours(groups), peer: await peer(groups) });
    const ratio = median(pairs.map((pair) => pair.ours / pair.peer));
    const rate = (of: "ours" | "peer") => `${median(pairs.map((pair) => pair[of])).toFixed(0)} entries/s`;
    rows.push({
      measure: `append in groups of ${size}, ${database}`,
      ours: rate("ours"),
      peer: `${rate("peer")} (format 1)`,
      ratio,
      target: "at least 0.85",
      met: ratio >= 0.85,
    });
  }
  await endDatabase(opened);
  return rows;
}

/** Measures commits of format 2 beside those of format 1, on the same database in the same run. */
export async function run(): Promise<Rows> {
  const dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-bench-"));
  try {
    const sqlite = await measure("SQLite", { kind: "sqlite", dataDir, root: process.cwd(), exclusive: true });
    const postgres = await startPostgres();
    const url = postgres.url();
    const measured = measure("PostgreSQL", { kind: "postgres", url, migrationUrl: url }).finally(() => postgres.end());
    return { rows: [...sqlite, ...(await measured)] };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
