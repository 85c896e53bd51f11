import "server-only";
import { recordEvent } from "#lib/audit/record-event";
import { database } from "#lib/database/connection";
import { settings } from "#lib/env";
import { log } from "#lib/observability/log";
import { singleton } from "#lib/runtime/singleton";
import { fetchStatus } from "#lib/status/gateway";
import { refreshStates } from "./refresh-states.ts";

const minuteMs = 60_000;
/** How often due cases are looked for; each case is asked for once in `EVIDENCE_STATE_REFRESH` minutes at most. */
const lookMs = minuteMs;

/** Starts the background refresh of states if `EVIDENCE_STATE_REFRESH` is set. A failed run waits for the next one. */
export function startStateRefresh(): void {
  const everyMs = settings().stateRefreshMin * minuteMs;
  if (everyMs === 0) return;
  singleton("state-refresh", () => {
    const { signal } = new AbortController();
    const run = () =>
      refreshStates({
        tables: database,
        record: recordEvent,
        fetchStatus: async ({ srId, evidenceId }) => (await fetchStatus(srId, evidenceId, signal)).response,
        everyMs,
        signal,
      }).catch((error) =>
        log().warn({ msg: "states were not refreshed", fault: error instanceof Error ? error.name : "unknown" }),
      );
    return setInterval(() => void run(), lookMs).unref();
  });
}
