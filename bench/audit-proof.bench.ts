import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toNewEntry } from "#lib/audit/canonical-content";
import { type DatabaseTarget, endDatabase, type OpenDatabase, openDatabase } from "#lib/database/connection";
import type { LogEntryRow } from "#lib/database/tables";
import { beginLog } from "#lib/transparency-log/begin-log";
import { signCheckpoint } from "#lib/transparency-log/checkpoint-note";
import { GrowingTree } from "#lib/transparency-log/growing-tree";
import { computeCommitment, hashOfLeaf } from "#lib/transparency-log/leaf";
import { deriveAuditKeys, signingKeyOf } from "#lib/transparency-log/log-keys";
import { noSearch } from "#lib/transparency-log/plan-commit";
import { readEntryProof } from "#lib/transparency-log/read-proofs";
import { rootOfInclusion } from "#lib/transparency-log/tree-proofs";
import { startPostgres } from "../e2e/support/postgres.ts";
import type { Row, Rows } from "./rows.ts";
import { describeEntry } from "./support/fill-log.ts";

export const name = "audit-proof";

const count = Number(process.env.BENCH_PROOF_ENTRIES ?? 10_000_000);
const keys = deriveAuditKeys(["a-secret-of-the-bench-0123456789-abcdef"]);
const runs = 50;
const batch = 64;
const salt = Buffer.alloc(32, 7);
const at = 1_700_000_000_000;

/** One entry with its leaf; their content is always the same, because only the tree matters here. */
const { content, event } = toNewEntry(describeEntry(0, at));
const commitment = computeCommitment(salt, content);
const leafOf = (index: number) => ({ index, at, event, commitment });

/**
 * Stores all tiles of a log of `count` entries, but only the entries that are asked for and those of the open edge: a proof reads
 * nothing else.
 */
async function fillTiles({ kind, main: tables }: OpenDatabase, wanted: ReadonlySet<number>): Promise<void> {
  const context = { kind, log: tables, keys, originHost: "bench.test", now: () => at };
  const first = { at, event: "log_started", content: '{"detail":{"reason":"bench"}}' };
  const { origin } = await tables
    .transaction()
    .execute(async (transaction) => (await beginLog(transaction, context, 0, first)).state);
  await tables.deleteFrom("log_entries").execute();
  await tables.deleteFrom("log_checkpoints").execute();
  const tree = GrowingTree.from();
  const edge = count - (count % 256);
  let rows: LogEntryRow[] = [];
  let tiles: { log: number; level: number; number: number; hashes: Buffer; root: Buffer }[] = [];
  for (let index = 0; index < count; index += 1) {
    const leaf = leafOf(index);
    for (const { level, number, hashes, root } of tree.push(hashOfLeaf(leaf)))
      tiles.push({ log: 1, level, number, hashes: Buffer.concat(hashes), root });
    if (wanted.has(index) || index >= edge)
      rows.push({ log: 1, v: 2, ...leaf, salt: salt.toString("base64"), content, ...noSearch });
    if (tiles.length >= batch || (index === count - 1 && tiles.length > 0)) {
      await tables.insertInto("log_tiles").values(tiles).execute();
      tiles = [];
    }
    if (rows.length >= batch || (index === count - 1 && rows.length > 0)) {
      await tables.insertInto("log_entries").values(rows).execute();
      rows = [];
    }
  }
  const root = tree.root();
  const note = signCheckpoint({ origin, size: count, root }, [signingKeyOf(keys[0], origin)]);
  await tables
    .insertInto("log_checkpoints")
    .values({ log: 1, size: count, size_before: 0, at, root: root.toString("base64"), note })
    .execute();
}

async function measure(database: string, target: DatabaseTarget): Promise<Row> {
  const opened = await openDatabase({ ...target, deadlineMs: 120_000 });
  const wanted = Array.from({ length: runs }, (_, run) => Math.floor((count / runs) * run) + ((run * 97) % 200));
  await fillTiles(opened, new Set(wanted));
  const times: number[] = [];
  for (const index of wanted) {
    const startedAt = performance.now();
    const proof = await readEntryProof(opened.reader, index);
    times.push(performance.now() - startedAt);
    const root = proof && rootOfInclusion(hashOfLeaf(leafOf(index)), index, count, proof.path);
    if (root?.toString("base64") !== proof?.checkpoint.root)
      throw new Error(`The proof of entry ${index + 1} is wrong.`);
  }
  await endDatabase(opened);
  const sorted = times.sort((a, b) => a - b);
  const [median = 0, slow = 0] = [sorted[Math.floor(runs / 2)], sorted[Math.floor(runs * 0.95)]];
  return {
    measure: `proof of one entry among ${count.toLocaleString("en")}, ${database}`,
    ours: `${median.toFixed(1)} ms, slowest of 20: ${slow.toFixed(1)} ms`,
    peer: "",
    ratio: null,
    target: "at most 20 ms",
    met: slow <= 20,
  };
}

/** Measures the proof of one entry; each is checked against the signed root. */
export async function run(): Promise<Rows> {
  const dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-bench-"));
  try {
    const sqlite = await measure("SQLite", { kind: "sqlite", dataDir, root: process.cwd(), exclusive: true });
    const postgres = await startPostgres({ max_wal_size: "4GB" });
    const url = postgres.url();
    const measured = measure("PostgreSQL", { kind: "postgres", url, migrationUrl: url }).finally(() => postgres.end());
    return { rows: [sqlite, await measured] };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
