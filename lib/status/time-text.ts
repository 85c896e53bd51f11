import type { TimeReading } from "./schema.ts";
import { isNumberText, readEpoch } from "./time-number.ts";
import { never, precisionOfFraction, readLocal, readStandIn, unreadable, unset, wallTimeMs } from "./time-reading.ts";
import { readDatePart } from "./time-text-date.ts";
import { resolveZone } from "./time-zone.ts";
import { readZoneText } from "./time-zone-text.ts";

const maxLength = 100;

/** Words instead of a time (PostgreSQL: `infinity`). */
const wordReadings: Record<string, TimeReading> = {
  "": unset,
  null: unset,
  none: unset,
  "-infinity": unset,
  infinity: never,
  never: never,
};

/** Reads ISO 8601, RFC 3339, RFC 9557, RFC 9110 § 5.6.7, RFC 5322 § 3.3 and common system formats. */
export function readTimeText(value: string): TimeReading {
  if (value.length > maxLength) return unreadable;
  const text = value
    .replaceAll(/[\s\u00a0\u202f]+/g, " ")
    .replaceAll("\u2212", "-")
    .trim();
  const word = text.toLowerCase();
  if (Object.hasOwn(wordReadings, word)) return wordReadings[word] ?? unreadable;
  if (/^0000-?00-?00/.test(text) || /^-\d{4,9}-\d\d-\d\dT/i.test(text)) return unset;
  if (/^\+\d{5,9}-\d\d-\d\dT/i.test(text)) return never;
  // ASP.NET: milliseconds; the offset is for display only.
  const dotNet = /^\/Date\((-?\d{1,18})(?:[+-]\d{4})?\)\/$/.exec(text)?.[1];
  if (dotNet !== undefined) return readEpoch(dotNet, 1000n, true);
  if (isNumberText(text)) {
    const epoch = readEpoch(text);
    if (epoch.kind !== "unreadable") return epoch;
  }
  return readCalendarText(text);
}

const clock =
  /^(?<t>t| t |,? )(?:(?<h>\d\d?):(?<m>\d\d)(?::(?<s>\d\d)(?:[.,](?<f>\d{1,9}))?)?(?: ?(?<half>[ap])\.?m\.?(?![a-z]))?|(?<h4>\d\d)(?:(?<m4>\d\d)(?:(?<s4>\d\d)(?:[.,](?<f4>\d{1,9}))?)?)?)(?![\d:.])/i;

function readCalendarText(text: string): TimeReading {
  const found = readDatePart(text);
  if (!found) return unreadable;
  const { date, rest } = found;
  const match = clock.exec(rest);
  if (!match?.groups) {
    // XML Schema allows a zone on a date; it stays a date.
    return rest === "" || /^(z|[+-]\d\d:\d\d)$/i.test(rest) ? readLocal({ ...date, time: null }) : unreadable;
  }
  const { t = "", h, m, s, f = "", half, h4, m4, s4, f4 = "" } = match.groups;
  // Without colons, a time requires a T.
  if (h === undefined && !/t/i.test(t)) return unreadable;
  const hour = readHour(Number(h ?? h4), half);
  const minute = m ?? m4;
  const second = s ?? s4;
  const fraction = f || f4;
  const precision = minute === undefined ? "hour" : second === undefined ? "minute" : precisionOfFraction(fraction);
  const wall = {
    ...date,
    time: { hour, minute: Number(minute ?? 0), second: Number(second ?? 0), fraction, precision },
  };
  const zoneText = rest.slice(match[0].length);
  if (zoneText === "" || / *uhr$/i.test(zoneText)) return readLocal(wall);
  const zone = readZoneText(zoneText);
  const wallMs = wallTimeMs(wall);
  if (!zone || wallMs === null) return unreadable;
  // A comment or a calendar alone is not a zone.
  if (!zone.isUtc && zone.offsetMin === null && zone.abbreviation === null && zone.names.length === 0)
    return readLocal(wall);
  const standIn = readStandIn(wall);
  if (standIn) return standIn;
  const resolved = resolveZone(wallMs, zone);
  if (!resolved) return unreadable;
  const atMs = wallMs - resolved.offsetMs;
  return atMs === 0 ? unset : { kind: "instant", atMs, precision, zone: resolved.zone };
}

/** Reads a 12-hour clock; an invalid hour becomes 99, out of range. */
function readHour(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return 99;
  return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}
