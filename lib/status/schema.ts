import { decodeBase64 } from "#lib/bytes/base64";
import type { TimeReading } from "./time-reading.ts";

/**
 * The status of an identification, read tolerantly (the provider publishes neither all names nor the values of `status`):
 * known names by name, other times under their own names, everything else verbatim.
 */

/** What a status word means to us; `unknown` is shown as it came and never in the colour of success. */
export type IdentificationState =
  | "not_started"
  | "started"
  | "in_review"
  | "completed"
  | "failed"
  | "expired"
  | "unknown";

/** Which list gave the state: ours, the operator's (`SKRIBBLE_STATUS_WORDS`), or none. */
export type StateSource = "built_in" | "setting" | "unmapped";

type NamedTime = {
  /** A known name in the provider's documented spelling, else as sent. */
  name: string;
  sentName: string;
  /** `known` names have a sentence of ours, others stand under the provider's own name. */
  known: boolean;
  /** The value's exact JSON text. */
  json: string;
};

/** A moment on the timeline. `at`: ISO 8601, as sent where it was sent so, else in UTC. */
export type StatusTime = NamedTime & { at: string; reading: TimeReading & { kind: "instant" } };

/** A time that has no place between the moments: local, a date, not set, without end, or not readable. */
export type OtherTime = NamedTime & { reading: Exclude<TimeReading, { kind: "instant" }> };

export type EvidenceStatus = {
  /** IDs as text, a number with the digits sent. Null: absent, null, or sent twice with different values. */
  id: string | null;
  transactionCode: string | null;
  accountId: string | null;
  workflowId: string | null;
  /** As sent. Different words under this name stand with ` / ` between them, and make the state `unknown`. */
  status: string | null;
  state: IdentificationState;
  stateSource: StateSource;
  /** In the order of time; equal times in the order sent. */
  times: StatusTime[];
  /** In the order sent. */
  otherTimes: OtherTime[];
  /** Fields that we do not know and that hold no time: name and value as JSON text, in the order sent. */
  others: { name: string; json: string }[];
  /** Known names that were sent more than once with different values: the values as JSON text. */
  repeated: { name: string; json: string[] }[];
  /** Where the status stands when it is not the whole body, such as `data` or `[0]`. */
  wrappedIn: string | null;
};

/**
 * What `GET …/status` answers: the model, and the provider's body as exact text. A body that is no status is answered
 * all the same, so that nothing the provider said is lost: `unreadable` says why, `state` is `unknown`.
 */
export type StatusResponse = EvidenceStatus & {
  raw: string;
  /** Only where the bytes are no UTF-8, so that `raw` cannot be exact. */
  rawBase64?: string;
  /** `not_text`: not UTF-8; `not_json`; `not_object`: JSON, but neither an object nor a list of one. */
  unreadable: "not_text" | "not_json" | "not_object" | null;
};

/** The provider's bytes of a status, exactly: where they are no UTF-8 text they travel as base64. */
export function readRawBytes({ raw, rawBase64 }: Pick<StatusResponse, "raw" | "rawBase64">): Uint8Array<ArrayBuffer> {
  if (rawBase64 === undefined) return new TextEncoder().encode(raw);
  return decodeBase64(rawBase64);
}
