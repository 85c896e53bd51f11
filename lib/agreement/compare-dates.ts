import { agrees, differs, guarded, notComparable, similar, type ValueComparison } from "./comparison.ts";
import { type DateReading, readDate } from "./read-date.ts";

type Moment = Extract<DateReading, { kind: "moment" }>;
/** A day as far as it is known; the year may lack its century. */
type Day = { year: number; hasCentury: boolean; month: number | null; day: number | null };

function dayOf(iso: string): Day {
  return { year: Number(iso.slice(0, 4)), hasCentury: true, month: Number(iso.slice(5, 7)), day: Number(iso.slice(8)) };
}

function daysOf(reading: DateReading): Day[] {
  if (reading.kind === "date") return [dayOf(reading.iso)];
  if (reading.kind === "ambiguous" || reading.kind === "moment") return reading.isos.map(dayOf);
  if (reading.kind === "partial")
    return [{ year: reading.year, hasCentury: reading.year >= 100, month: reading.month, day: null }];
  if (reading.kind !== "short") return [];
  const [year, month, day] = [0, 2, 4].map((at) => Number(reading.yymmdd.slice(at, at + 2)));
  return [{ year: year ?? 0, hasCentury: false, month: month ?? 0, day: day ?? 0 }];
}

const isSame = (left: number | null, right: number | null) => left === null || right === null || left === right;

function fits(left: Day, right: Day): boolean {
  const years = left.hasCentury && right.hasCentury ? [left.year, right.year] : [left.year % 100, right.year % 100];
  return years[0] === years[1] && isSame(left.month, right.month) && isSame(left.day, right.day);
}

const anyFits = (left: DateReading, right: DateReading) =>
  daysOf(left).some((one) => daysOf(right).some((other) => fits(one, other)));

const dayMs = 86_400_000;
const epochStart = "1970-01-01";

/** Compares a date that came with a time of 00:00, which many programs write for a plain date; it may be a day off. */
function compareWritten(left: string, right: string): ValueComparison {
  if (left === right) return agrees("equal_dates");
  if (left === epochStart || right === epochStart) return notComparable("unset");
  const isNext = Math.abs(Date.parse(left) - Date.parse(right)) <= dayMs;
  return isNext ? similar("date_sent_as_moment") : differs("equal_dates");
}

function compareMoment(moment: Moment, other: DateReading, isBirth: boolean): ValueComparison {
  const plain = other.kind === "date" ? other.iso : other.kind === "moment" ? other.written : null;
  if (other.kind === "moment" && moment.instantMs === other.instantMs) return agrees("same_moment");
  if (moment.written && plain) return compareWritten(moment.written, plain);
  if (moment.written && other.kind !== "moment") {
    const found = compareReadings({ kind: "date", iso: moment.written }, other, isBirth);
    return found.outcome === "differs" && anyFits(moment, other) ? similar("date_sent_as_moment") : found;
  }
  if (other.kind === "ambiguous") return notComparable("ambiguous_date");
  if (anyFits(moment, other)) return similar("date_sent_as_moment");
  return isBirth ? notComparable("date_sent_as_moment") : differs("date_sent_as_moment");
}

const kinds = (left: DateReading, right: DateReading) => (kind: DateReading["kind"]) =>
  left.kind === kind || right.kind === kind;

/** Accepts full dates only in centuries plausible for a living person or a valid document. */
const isUsual = (reading: DateReading) => reading.kind !== "date" || /^(?:19|20)/.test(reading.iso);

function compareReadings(left: DateReading, right: DateReading, isBirth: boolean): ValueComparison {
  const has = kinds(left, right);
  if (has("unset")) return notComparable("unset");
  if (has("unreadable")) return notComparable("unreadable_date");
  if (left.kind === "moment") return compareMoment(left, right, isBirth);
  if (right.kind === "moment") return compareMoment(right, left, isBirth);
  const isFit = anyFits(left, right);
  if (has("ambiguous")) return isFit ? notComparable("ambiguous_date") : differs("ambiguous_date");
  if (has("partial")) return isFit ? similar("partial_date") : differs("partial_date");
  const rule = has("short") ? "equal_short_dates" : "equal_dates";
  if (!isFit) return differs(rule);
  return has("short") && !(isUsual(left) && isUsual(right)) ? similar(rule) : agrees(rule);
}

function compareTexts(left: string, right: string, isBirth: boolean): ValueComparison {
  const [a, b] = [readDate(left), readDate(right)];
  if (left.trim() === right.trim() && a.kind !== "unset") return agrees("equal_text");
  const found = compareReadings(a, b, isBirth);
  // Retries six digits that disagree as YYMMDD as DDMMYY.
  if (found.outcome !== "differs") return found;
  // A birth date sent as a moment does not prove a difference in any zone.
  if (isBirth && (a.kind === "moment" || b.kind === "moment")) return notComparable("date_sent_as_moment");
  const turned = [turn(left, a), turn(right, b)];
  const isFit = turned.some((one, index) => one && anyFits(one, index === 0 ? b : a));
  return isFit ? notComparable("ambiguous_date") : found;
}

function turn(text: string, reading: DateReading): DateReading | null {
  const digits = text.trim();
  if (reading.kind !== "short" || !/^\d{6}$/.test(digits)) return null;
  return { kind: "short", yymmdd: `${digits.slice(4)}${digits.slice(2, 4)}${digits.slice(0, 2)}` };
}

const isUnset = (text: string) => text.length <= 80 && readDate(text).kind === "unset";

const compareWith = (isBirth: boolean) => {
  const compare = guarded((left, right) => compareTexts(left, right, isBirth));
  return (left: string, right: string) =>
    isUnset(left) || isUnset(right) ? notComparable("unset") : compare(left, right);
};

/** Compares dates of birth. A moment never `differs`. Equal texts agree even if unreadable: check with `readDate`. */
export const compareBirthDates = compareWith(true);

/** Compares other dates; a moment that is not on the date in any zone `differs`. */
export const compareDates = compareWith(false);
