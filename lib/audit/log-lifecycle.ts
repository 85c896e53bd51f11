import "server-only";
import { closeDatabase, openedDatabase } from "#lib/database/connection";
import { settings } from "#lib/env";
import { withTimeout } from "#lib/runtime/race-abort";
import { singleton } from "#lib/runtime/singleton";
import { logContext } from "#lib/transparency-log/log-context";
import { checkKnownCheckpoint } from "./check-known-checkpoint.ts";
import { ensureLog } from "./ensure-log.ts";
import { checkpointPublisher, eventCoalescer, pollRuns, refusalCounter } from "./record-event.ts";
import { storageWarning } from "./storage-warning.ts";

const print = (level: "warn" | "error", msg: string) =>
  console.log(JSON.stringify({ level, time: new Date().toISOString(), msg }));

const endDeadlineMs = 1_000;

/** Checks the log and schedules its maintenance. @throws Error if the log cannot be written; do not start then */
export async function startLog(): Promise<void> {
  await singleton("audit-start", async () => {
    const opened = await openedDatabase();
    const context = await logContext();
    const { knownCheckpointFile } = settings().audit;
    if (knownCheckpointFile) await checkKnownCheckpoint(context.log, knownCheckpointFile, context.keys);
    // Refuses a log whose newest checkpoint, key or tree is not good.
    const { note } = await ensureLog(context);
    checkpointPublisher().ship(note);
    const warning = storageWarning(opened);
    if (warning !== null) print("warn", warning);
    const every = (ms: number, work: () => Promise<unknown>) =>
      setInterval(() => void work().catch(() => {}), ms).unref();
    every(5_000, () => eventCoalescer().flush());
    every(5_000, () => refusalCounter().flush());
    every(15_000, () => pollRuns().sweep());
  });
}

/** Flushes pending events and closes the database within one second. */
export async function endLog(): Promise<void> {
  const finish = async () => {
    // Runs of polls stay in the database: another process, or the next start, closes them.
    await Promise.allSettled([eventCoalescer().flush(true), refusalCounter().flush(true)]);
    checkpointPublisher().flush();
    await closeDatabase().catch(() => undefined);
  };
  await withTimeout(finish(), endDeadlineMs, () => new Error("The log did not end in time.")).catch(() => undefined);
}
