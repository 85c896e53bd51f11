/**
 * Process that appends to the access log with concurrent writers:
 * `node --import ./scripts/typescript.mjs e2e/support/audit-writers.ts '{"target":…,"writers":32,"entries":20,"name":"a"}'`.
 * Prints the assigned sequence numbers as JSON.
 */

import { AuditWriter } from "#lib/audit/group-commit";
import { emptyAuditEvent, parseInput } from "#lib/audit/model";
import { type DatabaseTarget, endDatabase, openDatabase } from "#lib/database/connection";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";

/** `clockMs` is the deviation of this process's clock. */
type Order = {
  target: DatabaseTarget;
  writers: number;
  entries: number;
  name: string;
  secrets: string[];
  clockMs?: number;
};

const { target, writers, entries, name, secrets, clockMs = 0 } = JSON.parse(process.argv[2] ?? "") as Order;
const opened = await openDatabase(target);
const { kind, log } = opened;
const logContext = { kind, log, keys: deriveAuditKeys(secrets), now: Date.now };
const writer = new AuditWriter(async () => logContext);
const sequences: number[] = [];
await Promise.all(
  Array.from({ length: writers }, async (_, index) => {
    for (let entry = 0; entry < entries; entry++) {
      const content = parseInput(
        { ...emptyAuditEvent, event: "search", requestId: `${name}-${index}-${entry}` },
        Date.now() + clockMs,
      );
      sequences.push(await writer.append(content));
    }
  }),
);
console.log(JSON.stringify(sequences));
await endDatabase(opened);
