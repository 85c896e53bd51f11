import "server-only";
import { randomInt } from "node:crypto";
import { openedDatabase } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { createBatchLoader } from "#lib/runtime/batch-loader";
import { singleton } from "#lib/runtime/singleton";
import { noSearch } from "#lib/transparency-log/plan-commit";

class Undo extends Error {}

async function tryEntry(): Promise<void> {
  const { log } = await openedDatabase();
  // Log 0 has no entries in format 2, so the trial can never meet a real one.
  const trial = { log: 0, v: 0, at: 0, event: "trial", commitment: "", salt: null, content: null, ...noSearch };
  await log
    .transaction()
    .execute(async (transaction) => {
      await transaction
        .insertInto("log_entries")
        .values({ ...trial, index: randomInt(1, 2 ** 47) })
        .execute();
      throw new Undo();
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error;
    });
}

const probeTogether = createBatchLoader("log-probe", async () => {
  await tryEntry();
  return () => undefined;
});

/** Tests the log now, for responses that have no entry of their own. @throws ProblemError `audit_unavailable` within 2 s */
export async function requireWritableLog(): Promise<void> {
  await withDatabase(() => probeTogether(null));
}

const ttlMs = 1_000;
type ProbeResult = { at: number; writable: Promise<boolean> };

/** Tests the log with an entry that is rolled back, at most once per second for all callers. */
export function isLogWritable(now = Date.now()): Promise<boolean> {
  const state = singleton("log-writable", (): { response: ProbeResult | null } => ({ response: null }));
  if (state.response === null || now - state.response.at >= ttlMs) {
    const writable = withDatabase(tryEntry).then(
      () => true,
      () => false,
    );
    state.response = { at: now, writable };
  }
  return state.response.writable;
}
