import "server-only";
import { sql } from "kysely";
import type { LogContext } from "#lib/transparency-log/log-context";
import { ActRefusedError } from "./act-on-log.ts";
import { clockToleranceMs, formatEntryTime } from "./entry-times.ts";

const formatDifference = (ms: number) =>
  ms < 2 * 60 * 60_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / (60 * 60_000))} hours`;

/**
 * Pruning deletes by age, so a wrong clock could delete entries that are younger than a year. Requires that no entry or checkpoint
 * is in the future, and on PostgreSQL that the server's clock agrees. @throws ActRefusedError naming both times
 */
export async function requireClock({ log, kind, now }: LogContext): Promise<void> {
  const fail = (what: string, at: number) => {
    const difference = formatDifference(Math.abs(at - now()));
    throw new ActRefusedError(
      `Nothing was pruned. ${what} ${formatEntryTime(at)}, which is ${difference} ${at > now() ? "after" : "before"} the clock of this machine (${formatEntryTime(now())}). Correct the clock, then run this command again.`,
    );
  };
  const entry = await log
    .selectFrom("log_entries")
    .select(["index", "at"])
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (entry && entry.at - now() > clockToleranceMs) fail(`Entry ${entry.index + 1} has the time`, entry.at);
  const signed = await log
    .selectFrom("log_checkpoints")
    .select((eb) => eb.fn.max("at").as("at"))
    .executeTakeFirst();
  if (signed?.at && signed.at - now() > clockToleranceMs) fail("A checkpoint has the time", signed.at);
  if (kind === "sqlite") return;
  const { rows } = await sql<{ at: number }>`select extract(epoch from clock_timestamp()) * 1000 as at`.execute(log);
  const at = Math.round(Number(rows[0]?.at));
  if (!(Math.abs(at - now()) <= clockToleranceMs)) fail("The database server's clock shows", at);
}
