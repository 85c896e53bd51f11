/** ISO 8601 date and time with zone; a date alone is not a point in time. */
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

export function isIsoTime(value: unknown): value is string {
  return typeof value === "string" && isoTime.test(value) && !Number.isNaN(Date.parse(value));
}
