import type { EvidenceStatus } from "./schema.ts";

/** What the access log keeps of a status: the word and its state where an operator's setting gave the state, else nothing. */
export function describeForLog({ state, stateSource, status }: EvidenceStatus): Record<string, string> {
  return stateSource === "setting" ? { state, stateSource, statusWord: status ?? "" } : {};
}
