import "server-only";
import { randomInt, randomUUID } from "node:crypto";
import { openedDatabase } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { createBatchLoader } from "#lib/runtime/batch-loader";
import { singleton } from "#lib/runtime/singleton";

class Undo extends Error {}

async function tryEntry(): Promise<void> {
  const { log } = await openedDatabase();
  const nothing = {
    subject: null,
    name: null,
    role: null,
    purpose: null,
    ticket: null,
    request_id: null,
    address: null,
  };
  const noRelease = {
    sr_id: null,
    evidence_id: null,
    artefact: null,
    outcome: null,
    bytes: null,
    sha256: null,
    detail: null,
  };
  const trial = { ...nothing, ...noRelease, event: "trial", key_id: "", format: 0, mac: "", at: 0 };
  await log
    .transaction()
    .execute(async (transaction) => {
      const context = { sequence: -randomInt(1, 2 ** 47), previous: `trial ${randomUUID()}` };
      await transaction
        .insertInto("audit_entries")
        .values({ ...trial, ...context })
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
