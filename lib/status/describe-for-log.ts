import type { EvidenceStatus } from "./schema.ts";

/** Returns the status word and state for the access log if an operator's setting gave the state, else nothing. */
export function describeForLog({ state, stateSource, status }: EvidenceStatus): Record<string, string> {
  return stateSource === "setting" ? { state, stateSource, statusWord: status ?? "" } : {};
}
