import { askJson } from "#lib/http/ask";
import { apiPaths } from "#lib/paths";
import type { ConnectionReport } from "./model.ts";

/** Runs the connection check; a failure is an AskError with the problem that the server named. */
export function runConnectionCheck(asked: { srId: string; evidenceId: string }): Promise<ConnectionReport> {
  return askJson<ConnectionReport>(apiPaths.connectionCheck(), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(asked),
  });
}
