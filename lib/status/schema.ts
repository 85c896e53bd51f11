import { decodeBase64 } from "#lib/bytes/base64";
import type { TimeReading } from "./time-reading.ts";

/** Models the status tolerantly, because the provider does not publish all names and values. */

/** Meaning of a status word; `unknown` is shown as sent, never in the success colour. */
export type IdentificationState =
  | "not_started"
  | "started"
  | "in_review"
  | "completed"
  | "failed"
  | "expired"
  | "unknown";

/** List that gave the state: built-in, the operator's (`SKRIBBLE_STATUS_WORDS`), or none. */
export type StateSource = "built_in" | "setting" | "unmapped";

type NamedTime = {
  /** A known name in the documented spelling, else as sent. */
  name: string;
  sentName: string;
  /** `known` names have a message; others appear under the provider's name. */
  known: boolean;
  json: string;
};

/** A moment on the timeline. `at` is ISO 8601 as sent, else in UTC. */
export type StatusTime = NamedTime & { at: string; reading: TimeReading & { kind: "instant" } };

/** A time that cannot be ordered: local, a date, not set, without end, or unreadable. */
export type OtherTime = NamedTime & { reading: Exclude<TimeReading, { kind: "instant" }> };

export type EvidenceStatus = {
  /** Numbers keep the digits sent. Null: absent, null, or sent twice with different values. */
  id: string | null;
  transactionCode: string | null;
  accountId: string | null;
  workflowId: string | null;
  /** As sent. Different words are joined by ` / ` and make the state `unknown`. */
  status: string | null;
  state: IdentificationState;
  stateSource: StateSource;
  /** In chronological order; equal times in the order sent. */
  times: StatusTime[];
  otherTimes: OtherTime[];
  /** Unknown fields without a time: name and JSON text, in the order sent. */
  others: { name: string; json: string }[];
  /** Known names with several values, as JSON text. */
  repeated: { name: string; json: string[] }[];
  /** Path of a wrapped status, such as `data` or `[0]`. */
  wrappedIn: string | null;
};

/** Response of `GET …/status`. An invalid status is returned too: `unreadable` gives the reason. */
export type StatusResponse = EvidenceStatus & {
  raw: string;
  /** Set if the bytes are not UTF-8 and `raw` cannot be exact. */
  rawBase64?: string;
  /** `not_text`: not UTF-8; `not_json`; `not_object`: neither an object nor a list of one. */
  unreadable: "not_text" | "not_json" | "not_object" | null;
};

/** Returns the provider's exact bytes, transferred as base64 if they are not UTF-8. */
export function readRawBytes({ raw, rawBase64 }: Pick<StatusResponse, "raw" | "rawBase64">): Uint8Array<ArrayBuffer> {
  if (rawBase64 === undefined) return new TextEncoder().encode(raw);
  return decodeBase64(rawBase64);
}
