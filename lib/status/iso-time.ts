/** ISO 8601 date and time with zone, as the vendor's sample bodies write it; a date alone is not a point in time. */
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

/** True for an ISO 8601 time that also names a real moment. */
export function isIsoTime(value: unknown): value is string {
  return typeof value === "string" && isoTime.test(value) && !Number.isNaN(Date.parse(value));
}
