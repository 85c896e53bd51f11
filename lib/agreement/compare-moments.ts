import { agrees, differs, notComparable, similar, type ValueComparison } from "./comparison.ts";
import { readDate } from "./read-date.ts";

const isUnset = (text: string) =>
  text.length <= 80 && (unsetMoments.test(text.trim()) || readDate(text).kind === "unset");
/** Values that programs write for "not set" and "never". */
const unsetMoments = /^(?:1970-01-01T00:00:00(?:\.0+)?(?:Z|[+-]00:?00)|9999-12-31)/;

/** Parses ISO 8601 with an offset, or a count in seconds or milliseconds. Null without a zone or if unset. */
export function readMoment(text: string): number | null {
  const plain = text.trim();
  if (/^\d{9,10}(\.\d+)?$/.test(plain)) return Number(plain) * 1000;
  if (/^\d{11}(\.\d+)?$/.test(plain)) return Number(plain) * 1000;
  if (/^\d{12,13}(\.\d+)?$/.test(plain)) return Number(plain);
  const match =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)(?:\[[^\]]{1,64}\])?$/i.exec(plain);
  if (!match || unsetMoments.test(plain)) return null;
  const [, day, time = "", zone = ""] = match;
  const offset =
    zone.toUpperCase() === "Z" || zone.includes(":") ? zone.toUpperCase() : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const at = Date.parse(`${day}T${time.replace(",", ".").replace(/(\.\d{3})\d+/, "$1")}${offset}`);
  return Number.isNaN(at) ? null : at;
}

/** @returns a time without a zone as if in UTC, or null */
function readLocal(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)\d*$/.exec(text.trim());
  const at = match ? Date.parse(`${match[1]}T${match[2]}Z`) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

const quarterMs = 15 * 60_000;
const hourMs = 3_600_000;

/** Never guesses the zone of a time without one. */
function compareLocal(left: string, right: string): ValueComparison {
  const [a, b] = [readMoment(left) ?? readLocal(left), readMoment(right) ?? readLocal(right)];
  if (a === null || b === null) return notComparable("unknown_time");
  const isBothLocal = readMoment(left) === null && readMoment(right) === null;
  if (a === b && isBothLocal) return agrees("same_moment");
  const apart = Math.abs(a - b);
  const rest = apart % quarterMs;
  const isZone = apart <= 14 * hourMs && (rest < 1000 || quarterMs - rest < 1000);
  if (isZone) return similar("zone_not_stated");
  return apart > 26 * hourMs ? differs("same_moment") : notComparable("zone_not_stated");
}

export function compareMoments(left: string, right: string): ValueComparison {
  if (isUnset(left) || isUnset(right)) return notComparable("unset");
  if (left === right) return agrees("equal_text");
  const [a, b] = [readMoment(left), readMoment(right)];
  if (a === null || b === null) return compareLocal(left, right);
  if (a === b) return agrees("same_moment");
  return Math.floor(a / 1000) === Math.floor(b / 1000) ? agrees("same_second") : differs("same_moment");
}
