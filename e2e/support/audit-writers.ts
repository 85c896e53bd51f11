/**
 * Process that appends to the access log with concurrent writers:
 * `node --import ./scripts/typescript.mjs e2e/support/audit-writers.ts '{"target":…,"writers":32,"entries":20,"name":"a"}'`.
 * Prints the assigned numbers as JSON; with `"endless":true` a line `NUMBER REQUEST-ID` for each entry at once, until the process is killed.
 */

import { AuditWriter, RecordTimeoutError } from "#lib/audit/group-commit";
import { emptyAuditEvent, parseInput } from "#lib/audit/model";
import { type DatabaseTarget, endDatabase, openDatabase } from "#lib/database/connection";
import { SqliteError } from "#lib/database/sqlite-thread";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";

/** `clockMs` is the deviation of this process's clock. */
type Order = {
  target: DatabaseTarget;
  writers: number;
  entries: number;
  name: string;
  secrets: string[];
  clockMs?: number;
  endless?: boolean;
};

const {
  target,
  writers,
  entries,
  name,
  secrets,
  clockMs = 0,
  endless = false,
} = JSON.parse(process.argv[2] ?? "") as Order;
/**
 * SQLite's lock is not fair: one of several processes on one file may wait until SQLite gives up (code 5, busy).
 * Nothing was written then. After a timeout that is not known.
 */
const isBusy = (error: unknown) => error instanceof SqliteError && error.code === 5;

const opened = await openDatabase(target);
const { kind, log } = opened;
const logContext = { kind, log, keys: deriveAuditKeys(secrets), originHost: "desk.test", now: Date.now };
const writer = new AuditWriter(async () => logContext);
/** @returns the number of the entry; null for an endless writer whose entry was not acknowledged */
async function append(content: ReturnType<typeof parseInput>): Promise<number | null> {
  for (;;) {
    try {
      return await writer.append(content);
    } catch (error) {
      if (endless && error instanceof RecordTimeoutError) return null;
      if (!isBusy(error)) throw error;
    }
  }
}

const sequences: number[] = [];
await Promise.all(
  Array.from({ length: writers }, async (_, index) => {
    for (let entry = 0; endless || entry < entries; entry++) {
      const requestId = `${name}-${index}-${entry}`;
      const content = parseInput({ ...emptyAuditEvent, event: "search", requestId }, Date.now() + clockMs);
      const number = await append(content);
      if (number === null) continue;
      if (endless) process.stdout.write(`${number} ${requestId}\n`);
      else sequences.push(number);
    }
  }),
);
console.log(JSON.stringify(sequences));
await endDatabase(opened);
