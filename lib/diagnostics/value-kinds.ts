/** Describes kinds of values, with length ranges instead of lengths. */

/** Uses at most two digits, so that a range never equals a number in the evidence. */
const ranges: readonly [number, string][] = [
  [0, "empty"],
  [8, "1–8"],
  [32, "9–32"],
  [99, "33–99"],
  [1024, "up to 1 Ki"],
  [65_536, "up to 64 Ki"],
];

export function lengthRange(length: number): string {
  return ranges.find(([most]) => length <= most)?.[1] ?? "over 64 Ki";
}

const textHints: readonly [string, RegExp][] = [
  ["time-like", /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/],
  ["date-like", /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})$/],
  ["uuid-like", /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
  ["number-like", /^[+-]?\d+([.,]\d+)?$/],
  ["url-like", /^[a-z][a-z0-9+.-]{1,20}:\/\//i],
  ["email-like", /^[^\s@]+@[^\s@]+$/],
  ["capital letters", /^[A-Z][A-Z0-9_]+$/],
  ["hex-like", /^([0-9a-f]{2}){8,}$/i],
  ["base64-like", /^[A-Za-z0-9+/_-]{64,}={0,2}$/],
];

/** Characters at the start of a text that hints examine. */
const hintedCharacters = 256;

/** Formats `text 9–32, date-like`. */
export function describeText(value: string): string {
  const beginning = value.slice(0, hintedCharacters);
  const isJson = /^\s*[{[]/.test(beginning) && /[}\]]\s*$/.test(value.slice(-hintedCharacters));
  const hint = isJson ? "json-like" : textHints.find(([, pattern]) => pattern.test(beginning))?.[0];
  return `text ${lengthRange(value.length)}${hint === undefined ? "" : `, ${hint}`}`;
}

/** Formats `number, whole` or `number, fraction`, with a hint for times and values beyond double precision. */
export function describeNumber(source: string): string {
  if (!/^-?\d+$/.test(source)) return "number, fraction";
  if (/^[12]\d{9}$/.test(source)) return "number, whole, epoch-seconds-like";
  if (/^[12]\d{12}$/.test(source)) return "number, whole, epoch-milliseconds-like";
  return Number.isSafeInteger(Number(source)) ? "number, whole" : "number, whole, beyond double precision";
}
