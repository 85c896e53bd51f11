/** Formats in which providers send times. Each function takes an ISO 8601 time with zone. */

const zurich = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Zurich",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZoneName: "longOffset",
});

function readZurich(time: string) {
  const parts = Object.fromEntries(zurich.formatToParts(new Date(time)).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute, second, timeZoneName = "" } = parts;
  return { clock: [year, month, day, hour, minute, second].map(Number), offset: timeZoneName.replace("GMT", "") };
}

const pad = (value: number | undefined) => String(value).padStart(2, "0");

/** `2026-11-27T09:09:29`: Zurich time without a zone. */
export function formatWithoutZone(time: string): string {
  const [year, month, day, hour, minute, second] = readZurich(time).clock;
  return `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}`;
}

/** `2026-11-27T09:09:29+01:00[Europe/Zurich]` (RFC 9557). */
export function formatWithNamedZone(time: string): string {
  return `${formatWithoutZone(time)}${readZurich(time).offset}[Europe/Zurich]`;
}

/** `[2026, 11, 27, 9, 9, 29]`: Zurich time without a zone. */
export function formatAsArray(time: string): number[] {
  return readZurich(time).clock;
}

export function toEpochMilliseconds(time: string): number {
  return Date.parse(time);
}

export function toEpochSeconds(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}

/** Values that mean "not set" and "never". */
export const unsetYearOne = "0001-01-01T00:00:00Z";
export const unsetEpoch = "1970-01-01T00:00:00Z";
export const never = "9999-12-31T23:59:59.999Z";
