import { toNewEntry } from "#lib/audit/canonical-content";
import { emptyAuditEvent, parseInput } from "#lib/audit/model";
import { connectDatabase, type DatabaseTarget, endDatabase } from "#lib/database/connection";
import { appendLeaves } from "#lib/transparency-log/append-leaves";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import type { LogState } from "#lib/transparency-log/log-state";

/** Appends many entries to the log of a running server, as another process of it, so that a whole export exceeds what sockets buffer. */
export async function fillLog(target: DatabaseTarget, secret: string, count: number): Promise<void> {
  const opened = await connectDatabase(target);
  const { kind, log } = opened;
  const context = { kind, log, keys: deriveAuditKeys([secret]), originHost: "desk.test", now: Date.now };
  const entry = toNewEntry(parseInput({ ...emptyAuditEvent, event: "search", purpose: "x".repeat(200) }, Date.now()));
  let state: LogState | null = null;
  for (let left = count; left > 0; left -= 4_096) {
    const group = Array.from({ length: Math.min(left, 4_096) }, () => entry);
    ({ state } = await appendLeaves(context, group, state));
  }
  await endDatabase(opened);
}
