import { decodeBase64 } from "#lib/bytes/base64";
import * as z from "#lib/runtime/zod";

/** Models the status tolerantly, because the provider does not publish all names and values. */

const text = z.nullable(z.string());

/** A moment in Unix milliseconds (finer digits are cut). `zone`: how it was determined. */
const instantSchema = z.object({
  kind: z.literal("instant"),
  atMs: z.number(),
  precision: z.enum(["day", "hour", "minute", "second", "millisecond", "microsecond", "nanosecond"]),
  zone: z.enum(["offset", "utc", "named", "epoch"]),
});
export type TimePrecision = z.infer<typeof instantSchema>["precision"];

const otherReadingSchema = z.union([
  /** Date and time without a zone: `YYYY-MM-DDTHH:MM:SS`, with the fraction as sent. Never assumed UTC. */
  z.object({ kind: z.literal("local"), text: z.string() }),
  z.object({ kind: z.literal("date"), text: z.string() }),
  /** A placeholder for "not set", such as null, 0 or year 1. */
  z.object({ kind: z.literal("unset") }),
  /** A placeholder for "no end", such as a day in year 9999. */
  z.object({ kind: z.literal("never") }),
  z.object({ kind: z.literal("unreadable") }),
]);

/** Result of reading a provider's time. */
export type TimeReading = z.infer<typeof instantSchema> | z.infer<typeof otherReadingSchema>;

const namedTime = {
  /** A known name in the documented spelling, else as sent. */
  name: z.string(),
  sentName: z.string(),
  /** `known` names have a message; others appear under the provider's name. */
  known: z.boolean(),
  json: z.string(),
};

/** A moment on the timeline. `at` is ISO 8601 as sent, else in UTC. */
const statusTimeSchema = z.object({ ...namedTime, at: z.string(), reading: instantSchema });
export type StatusTime = z.infer<typeof statusTimeSchema>;

/** A time that cannot be ordered: local, a date, not set, without end, or unreadable. */
const otherTimeSchema = z.object({ ...namedTime, reading: otherReadingSchema });
export type OtherTime = z.infer<typeof otherTimeSchema>;

/** Response of `GET …/status`. An invalid status is returned too: `unreadable` gives the reason. */
export const statusSchema = z.object({
  /** Numbers keep the digits sent. Null: absent, null, or sent twice with different values. */
  id: text,
  transactionCode: text,
  accountId: text,
  workflowId: text,
  /** As sent. Different words are joined by ` / ` and make the state `unknown`. */
  status: text,
  /** Meaning of the status word; `unknown` is shown as sent, never in the success colour. */
  state: z.enum(["not_started", "started", "in_review", "completed", "failed", "expired", "unknown"]),
  /** List that gave the state: built-in, the operator's (`SKRIBBLE_STATUS_WORDS`), or none. */
  stateSource: z.enum(["built_in", "setting", "unmapped"]),
  /** In chronological order; equal times in the order sent. */
  times: z.array(statusTimeSchema),
  otherTimes: z.array(otherTimeSchema),
  /** Unknown fields without a time: name and JSON text, in the order sent. */
  others: z.array(z.object({ name: z.string(), json: z.string() })),
  /** Known names with several values, as JSON text. */
  repeated: z.array(z.object({ name: z.string(), json: z.array(z.string()) })),
  /** Path of a wrapped status, such as `data` or `[0]`. */
  wrappedIn: text,
  raw: z.string(),
  /** Set if the bytes are not UTF-8 and `raw` cannot be exact. */
  rawBase64: z.optional(z.string()),
  /** `not_text`: not UTF-8; `not_json`; `not_object`: neither an object nor a list of one. */
  unreadable: z.nullable(z.enum(["not_text", "not_json", "not_object"])),
});
export type StatusResponse = z.infer<typeof statusSchema>;
export type EvidenceStatus = Omit<StatusResponse, "raw" | "rawBase64" | "unreadable">;
export type IdentificationState = StatusResponse["state"];

/** True if pages request the status again by themselves. */
export function isUnfinished(state: IdentificationState | undefined): boolean {
  return state === "not_started" || state === "started" || state === "in_review";
}
export type StateSource = StatusResponse["stateSource"];

const seenWord = { timesSeen: z.number(), lastSeenAt: z.string() };

/** Unmapped status words, latest first. `other` counts words that are too long, contain other characters, or follow the first 200. */
export const seenWordsSchema = z.object({
  words: z.array(z.object({ word: z.string(), ...seenWord })),
  other: z.nullable(z.object(seenWord)),
});
export type SeenWords = z.infer<typeof seenWordsSchema>;
export type SeenWord = NonNullable<SeenWords["other"]>;

/** Returns the provider's exact bytes, transferred as base64 if they are not UTF-8. */
export function readRawBytes({ raw, rawBase64 }: Pick<StatusResponse, "raw" | "rawBase64">): Uint8Array<ArrayBuffer> {
  if (rawBase64 === undefined) return new TextEncoder().encode(raw);
  return decodeBase64(rawBase64);
}
