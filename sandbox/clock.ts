/** Fixed at start, so that artefacts stay byte-identical. `SANDBOX_NOW` sets it; only login tokens follow the machine's clock. */

const minuteMs = 60_000;

/** @throws RangeError if the text is not an ISO 8601 time with a zone */
export function parseNow(text: string | undefined): Date {
  if (!text) return new Date();
  const time = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime()))
    throw new RangeError("SANDBOX_NOW must be an ISO 8601 time with zone. Example: SANDBOX_NOW=2026-11-23T09:00:00Z");
  return time;
}

export function subtractMinutes(time: Date, minutes: number): Date {
  return new Date(time.getTime() - minutes * minuteMs);
}

export function addDays(time: Date, days: number): Date {
  return subtractMinutes(time, -days * 24 * 60);
}

const zurich = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Zurich",
  weekday: "short",
  hour: "2-digit",
  hourCycle: "h23",
});

/** True during the provider's review hours: Monday to Friday, 8:00 to 22:00 in Zurich. */
export function isReviewTime(time: Date): boolean {
  const parts = zurich.formatToParts(time);
  const part = (type: string) => parts.find((entry) => entry.type === type)?.value ?? "";
  const hour = Number(part("hour"));
  return !["Sat", "Sun"].includes(part("weekday")) && hour >= 8 && hour < 22;
}

/** Latest moment within review hours at or before `time`, in steps of five minutes. */
export function lastReviewTime(time: Date): Date {
  let moment = time;
  while (!isReviewTime(moment)) moment = subtractMinutes(moment, 5);
  return moment;
}

/** Stable offset of 0 to 59.999 s, so that times do not all end in the same second. */
export function jitterMs(text: string): number {
  let hash = 7;
  for (const sign of text) hash = (hash * 31 + sign.charCodeAt(0)) % 59_999;
  return hash;
}
