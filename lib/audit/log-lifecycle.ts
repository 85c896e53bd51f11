import "server-only";
import { closeDatabase, openedDatabase } from "#lib/database/connection";
import { withTimeout } from "#lib/runtime/race-abort";
import { singleton } from "#lib/runtime/singleton";
import { readLastCheckpoint } from "#lib/transparency-log/checkpoint-store";
import { auditKeys, logContext } from "#lib/transparency-log/log-context";
import { readHead } from "#lib/transparency-log/tree-head";
import { checkpointPublisher, eventCoalescer, pollRuns, refusalCounter } from "./record-event.ts";
import { storageWarning } from "./storage-warning.ts";

const print = (level: "warn" | "error", msg: string) =>
  console.log(JSON.stringify({ level, time: new Date().toISOString(), msg }));

const endDeadlineMs = 1_000;

/** Checks the log and schedules its maintenance. @throws Error if the log cannot be written; do not start then */
export async function startLog(): Promise<void> {
  await singleton("audit-start", async () => {
    const opened = await openedDatabase();
    const target = await logContext();
    const { keyId, sequence } = await readHead(target.log);
    const anchored = await readLastCheckpoint(target.log);
    if (anchored && anchored.sequence > sequence)
      print(
        "error",
        `The access log ends at ${sequence}, but a checkpoint covers entries up to ${anchored.sequence}, so entries are missing at its end. Run "npm run audit:verify".`,
      );
    if (keyId !== null && !auditKeys().some(({ id }) => id === keyId))
      throw new Error(
        "AUDIT_KEY: the access log was last signed with another key. Set both, the new one first. Example: AUDIT_KEY=new,old",
      );
    const warning = storageWarning(opened);
    if (warning !== null) print("warn", warning);
    const every = (ms: number, work: () => Promise<unknown>) =>
      setInterval(() => void work().catch(() => {}), ms).unref();
    every(5_000, () => eventCoalescer().flush());
    every(5_000, () => refusalCounter().flush());
    every(15_000, () => pollRuns().sweep());
    every(30_000, () => checkpointPublisher().consider(null));
  });
}

/** Flushes pending events and closes the database within one second. */
export async function endLog(): Promise<void> {
  const finish = async () => {
    // Runs of polls stay in the database: another process, or the next start, closes them.
    await Promise.allSettled([eventCoalescer().flush(true), refusalCounter().flush(true)]);
    await closeDatabase().catch(() => undefined);
  };
  await withTimeout(finish(), endDeadlineMs, () => new Error("The log did not end in time.")).catch(() => undefined);
}
