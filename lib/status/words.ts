import { comparableWord } from "#lib/env/status-words";
import type { IdentificationState, StateSource } from "./schema.ts";

/** Status words of PXL Ident, then of comparable systems. `IDENTIFICATION_COMPLETED` may only end capturing. */
const builtIn: readonly (readonly [IdentificationState, string])[] = [
  ["not_started", "ACTIVE CREATED INITIATED NOT_STARTED PENDING"],
  ["started", "STARTED TC_ACCEPTED COMPATIBILITY_PASSED DOCUMENT_SCAN_COMPLETED DOCUMENT_RECORDING_COMPLETED"],
  ["started", "SELFIE_COMPLETED IDENTIFICATION_COMPLETED IN_PROGRESS"],
  ["in_review", "PENDING_MANUAL_REVIEW REVIEW IN_REVIEW PENDING_REVIEW REVIEW_PENDING MANUAL_REVIEW"],
  ["completed", "COMPLETED"],
  ["failed", "FAILED REJECTED DECLINED ABORTED CANCELLED CANCELED"],
  ["expired", "EXPIRED"],
];

const builtInStates: ReadonlyMap<string, IdentificationState> = new Map(
  builtIn.flatMap(([state, words]) => words.split(" ").map((word) => [comparableWord(word) ?? word, state] as const)),
);

/** Comparable word → state, from `SKRIBBLE_STATUS_WORDS`. */
export type StatusWords = ReadonlyMap<string, IdentificationState>;

export const noStatusWords: StatusWords = new Map();

/** Reads a status word; the setting overrides the built-in list. Null or other text is unmapped. */
export function readState(
  word: string | null,
  setting: StatusWords = noStatusWords,
): { state: IdentificationState; stateSource: StateSource } {
  const plain = word === null ? null : comparableWord(word);
  const mapped = plain === null ? undefined : setting.get(plain);
  if (mapped) return { state: mapped, stateSource: "setting" };
  const known = plain === null ? undefined : builtInStates.get(plain);
  return known ? { state: known, stateSource: "built_in" } : { state: "unknown", stateSource: "unmapped" };
}
