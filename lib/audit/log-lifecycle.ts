import "server-only";
import { closeDatabase, openedDatabase } from "#lib/database/connection";
import { withTimeout } from "#lib/runtime/race-abort";
import { singleton } from "#lib/runtime/singleton";
import { readLastCheckpoint } from "#lib/transparency-log/checkpoint-store";
import { auditKeys, logPlace } from "#lib/transparency-log/log-context";
import { readHead } from "#lib/transparency-log/tree-head";
import { anchor, gatherer, statusPolls } from "./record-event.ts";

const say = (level: "warn" | "error", msg: string) =>
  console.log(JSON.stringify({ level, time: new Date().toISOString(), msg }));

/** What the embedded database cannot protect from, in words for the operator and the auditor. */
export const embeddedWarning =
  "The access log is in the embedded database: whoever owns this machine holds both the log and its key and could " +
  "rewrite it. Ship the checkpoints on standard output elsewhere, or use PostgreSQL with a role of its own.";

const endDeadlineMs = 1_000;

/**
 * Opens the log once, at the start of the process, and keeps its clockwork going: checkpoints, gathered denials, runs
 * of polls.
 * @throws Error in words when the log cannot be written: the start is refused then
 */
export async function startLog(): Promise<void> {
  await singleton("audit-start", async () => {
    const { kind } = await openedDatabase();
    const place = await logPlace();
    const { keyId, sequence } = await readHead(place.log);
    const anchored = await readLastCheckpoint(place.log);
    if (anchored && anchored.sequence > sequence)
      say(
        "error",
        `The access log ends at ${sequence}, but a checkpoint vouches for entries up to ${anchored.sequence}: its end was cut off. Run "npm run audit:verify".`,
      );
    if (keyId !== null && !auditKeys().some(({ id }) => id === keyId))
      throw new Error(
        "AUDIT_KEY: the access log was last written under another key. Give both, the new one first: AUDIT_KEY=new,old",
      );
    if (kind === "sqlite") say("warn", embeddedWarning);
    const every = (ms: number, work: () => Promise<unknown>) =>
      setInterval(() => void work().catch(() => {}), ms).unref();
    every(5_000, () => gatherer().flush());
    every(15_000, () => statusPolls().sweep());
    every(30_000, () => anchor().consider(null));
  });
}

/** Writes what is still gathered, and closes the database; takes no longer than a second. */
export async function endLog(): Promise<void> {
  const finish = async () => {
    await Promise.allSettled([gatherer().flush(true), statusPolls().sweep(true)]);
    await closeDatabase().catch(() => undefined);
  };
  await withTimeout(finish(), endDeadlineMs, () => new Error("The log did not end in time.")).catch(() => undefined);
}
