import { readTime } from "./read-time.ts";
import type { SentValue } from "./sent-json.ts";
import { type TimeReading, unreadable, unset } from "./time-reading.ts";

/** Longer than any object or list that is a time. */
const maxTimeLength = 500;

/** Other systems wrap a value as `{ "value": …, "confidence": … }`, or as a list of one. */
function unwrap(value: SentValue): SentValue {
  if (value.kind === "object")
    return value.members().find(({ name }) => name.toLowerCase() === "value")?.value ?? value;
  const [only, ...more] = value.items();
  return only && more.length === 0 ? only : value;
}

/** The text of a string, number or literal, also of a wrapped one; null of null, undefined of anything else. */
export function readSentText(value: SentValue): string | null | undefined {
  const inner = unwrap(value);
  return inner.kind === "null" ? null : (inner.text ?? undefined);
}

/** Reads a time with all of its digits: a number is read as its text. */
export function readSentTime(value: SentValue): TimeReading {
  if (value.kind === "null") return unset;
  if (value.kind === "string" || value.kind === "number") return readTime(value.text);
  if (value.text !== null || value.json.length > maxTimeLength) return unreadable;
  const reading = readTime(JSON.parse(value.json));
  const inner = unwrap(value);
  return reading.kind === "unreadable" && inner !== value ? readSentTime(inner) : reading;
}
