import "server-only";
import { logReader } from "#lib/database/connection";
import { ProblemError } from "#lib/problem";
import { ReplaceableCalls } from "#lib/runtime/replaceable-calls";
import { singleton } from "#lib/runtime/singleton";
import type { LogFilter } from "./log-filter.ts";
import { readLog } from "./read-log.ts";
import type { LogPage } from "./schema.ts";

/** Time in ms that a search may take; only a filter that no index fits comes near it. */
const searchDeadlineMs = 20_000;

const cancelled = () =>
  new ProblemError("rate_limited", "A newer search of your account replaced this one, so it was cancelled.");

const tooSlow = () =>
  new ProblemError(
    "audit_unavailable",
    "The search took too long. Choose a shorter period, or filter by person, request or ticket.",
  );

/** Runs one search per person at a time: a newer one waits a second, then cancels the older. */
const searches = () => singleton("audit-searches", () => new ReplaceableCalls({ patienceMs: 1_000, maxWaiting: 8 }));

/** @throws ProblemError `rate_limited` if the search was replaced, or `audit_unavailable` */
export async function findEntries(filter: LogFilter, subject: string, signal: AbortSignal): Promise<LogPage> {
  const search = async (stop: AbortSignal) => readLog(await logReader(), filter, Date.now(), stop);
  const deadline = AbortSignal.timeout(searchDeadlineMs);
  try {
    const limits = { signal: AbortSignal.any([signal, deadline]), replaced: cancelled };
    return await searches().run(subject, search, limits);
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    if (signal.aborted) throw cancelled();
    if (deadline.aborted) throw tooSlow();
    throw new ProblemError("audit_unavailable", "The access log couldn't be read. Try again in a moment.", { cause });
  }
}
