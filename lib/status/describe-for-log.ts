import type { EvidenceStatus } from "./schema.ts";

/** Logs the status word and state only if an operator's setting gave the state. */
export function describeStatusForLog({ state, stateSource, status }: EvidenceStatus): Record<string, string> {
  return stateSource === "setting" ? { state, stateSource, statusWord: status ?? "" } : {};
}
