import { userInfo } from "node:os";
import { type LogAct, operatorOf } from "#lib/audit/act-on-log";
import { connectDatabase, databaseTarget } from "#lib/database/connection";
import { settings } from "#lib/env";
import { auditKeys } from "#lib/transparency-log/log-context";

const toolDeadlineMs = 10 * 60_000;

/** What the command line tools say after an act: it reaches this database alone. */
export const beyondReach = "It does not reach backups, exports and dossiers that already left this database.";

/** Runs an act on the log as the owner of its tables. The embedded database must not be in use. */
export async function withOwnerLog(work: (act: LogAct) => Promise<string>): Promise<string> {
  const target = databaseTarget();
  const owner = target.kind === "postgres" ? { ...target, url: target.migrationUrl } : target;
  const { kind, main, log } = await connectDatabase({ ...owner, deadlineMs: toolDeadlineMs });
  try {
    const { originHost } = settings().audit;
    return await work({
      context: { kind, log, keys: auditKeys(), originHost, now: Date.now },
      by: operatorOf(userInfo().username),
    });
  } finally {
    await main.destroy();
    if (log !== main) await log.destroy();
  }
}

/** @throws Error naming the option */
export function readDate(name: string, text: string | undefined): number {
  const date = Date.parse(text ?? "");
  if (Number.isNaN(date)) throw new Error(`--${name}: is missing or not a date. Example: --${name} 2024-01-01`);
  return date;
}

/** Describes how many entries an act would take, and which it leaves because of a hold. */
export function describePlan(
  verb: string,
  { indexes, onHold, cited }: { indexes: readonly number[]; onHold: readonly number[]; cited: readonly number[] },
): string {
  const [first, last] = [indexes[0], indexes.at(-1)];
  const range = first === undefined || last === undefined ? "" : `, between number ${first + 1} and ${last + 1}`;
  const kept =
    onHold.length === 0
      ? ""
      : ` ${onHold.length} ${onHold.length === 1 ? "entry stays, because it is" : "entries stay, because they are"} on hold.`;
  const bound =
    cited.length === 0
      ? ""
      : ` ${cited.length} ${cited.length === 1 ? "entry stays, because a decision rests on it" : "entries stay, because decisions rest on them"}.`;
  return `${indexes.length} ${indexes.length === 1 ? "entry" : "entries"} to ${verb}${range}.${kept}${bound}`;
}
