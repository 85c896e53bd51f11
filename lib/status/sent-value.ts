import { readTime } from "./read-time.ts";
import type { TimeReading } from "./schema.ts";
import type { SentValue } from "./sent-json.ts";
import { unreadable, unset } from "./time-reading.ts";

/** Maximum object or list that is a time. */
const maxTimeLength = 500;

/** Unwraps `{ "value": …, "confidence": … }`, or a list of one. */
function unwrap(value: SentValue): SentValue {
  if (value.kind === "object")
    return value.members().find(({ name }) => name.toLowerCase() === "value")?.value ?? value;
  const [only, ...more] = value.items();
  return only && more.length === 0 ? only : value;
}

/** Returns the text of a primitive, also wrapped; null for null, undefined otherwise. */
export function readSentText(value: SentValue): string | null | undefined {
  const inner = unwrap(value);
  return inner.kind === "null" ? null : (inner.text ?? undefined);
}

/** Reads a time with all digits of a number. */
export function readSentTime(value: SentValue): TimeReading {
  if (value.kind === "null") return unset;
  if (value.kind === "string" || value.kind === "number") return readTime(value.text);
  if (value.text !== null || value.json.length > maxTimeLength) return unreadable;
  const reading = readTime(JSON.parse(value.json));
  const inner = unwrap(value);
  return reading.kind === "unreadable" && inner !== value ? readSentTime(inner) : reading;
}
