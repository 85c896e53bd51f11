import "server-only";
import { readState, takeTurn } from "#lib/transparency-log/append-leaves";
import { beginLog } from "#lib/transparency-log/begin-log";
import type { LogContext } from "#lib/transparency-log/log-context";
import type { LogState } from "#lib/transparency-log/log-state";
import { readNewestCheckpoint } from "#lib/transparency-log/newest-checkpoint";
import { formatLogContent } from "#lib/transparency-log/plan-commit";
import { describeFormerLog } from "./describe-former-log.ts";
import { readBounds } from "./scan-entries.ts";

/** A process of an older version goes on writing; more attempts would not help. */
const maxAttempts = 5;

/**
 * Opens the log, and begins it at the first start: in format 2 after a former log in format 1, whose root becomes part of entry 0. Of two
 * starts at once, one begins it.
 * @throws LogCutError, LogChangedError or LogKeyError for a log that must not be continued
 */
export async function ensureLog(context: LogContext): Promise<LogState> {
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const hasBegun = (await readNewestCheckpoint(context.log)) !== undefined;
    // Read outside the turn: a former log of a million entries takes seconds.
    const former = hasBegun ? null : await describeFormerLog(context.log, context.keys, context.now);
    const state = await context.log.transaction().execute(async (transaction) => {
      await takeTurn(transaction, context.kind);
      if ((await readNewestCheckpoint(transaction)) !== undefined) return readState(transaction, context, null);
      const { last } = await readBounds(transaction);
      if (last !== (former?.formerLast ?? 0)) return null;
      const detail = former ? { reason: "format 2", ...former } : { reason: "first start" };
      const entry = { at: context.now(), event: "log_started", content: formatLogContent(detail) };
      return (await beginLog(transaction, context, 0, entry)).state;
    });
    if (state !== null) return state;
  }
  throw new Error(
    "A process of an older version of Evidence Desk still writes to this database. Stop it, then start again.",
  );
}
