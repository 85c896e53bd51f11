import type { ZoneText } from "./time-zone-text.ts";

/** Abbreviations with one meaning in Europe. BST, IST, EST, CST and others are ambiguous and not read. */
const abbreviations: Record<string, { offsetMin: number; zone: string | null }> = {
  UTC: { offsetMin: 0, zone: null },
  GMT: { offsetMin: 0, zone: null },
  UT: { offsetMin: 0, zone: null },
  CET: { offsetMin: 60, zone: "Europe/Zurich" },
  MEZ: { offsetMin: 60, zone: "Europe/Zurich" },
  CEST: { offsetMin: 120, zone: "Europe/Zurich" },
  MESZ: { offsetMin: 120, zone: "Europe/Zurich" },
  WET: { offsetMin: 0, zone: "Europe/Lisbon" },
  WEST: { offsetMin: 60, zone: "Europe/Lisbon" },
  EET: { offsetMin: 120, zone: "Europe/Helsinki" },
  EEST: { offsetMin: 180, zone: "Europe/Helsinki" },
};

/** One offset, or null: an unknown or contradictory zone, or a local time that occurs twice or never. */
export type ResolvedZone = { offsetMs: number; zone: "offset" | "utc" | "named" } | null;

/** @param wallMs wall time as if in UTC, Unix milliseconds */
export function resolveZone(wallMs: number, zone: ZoneText): ResolvedZone {
  const { isUtc, offsetMin, abbreviation } = zone;
  const known =
    abbreviation !== null && Object.hasOwn(abbreviations, abbreviation) ? abbreviations[abbreviation] : null;
  if (isUtc) {
    // RFC 9557 § 2: Z means an unknown local offset, so it contradicts an offset but not a zone name.
    const fits =
      !offsetMin &&
      (abbreviation === null || known?.offsetMin === 0) &&
      zone.names.every((name) => zoneOffsetMs(name, wallMs) !== null);
    return fits ? { offsetMs: 0, zone: "utc" } : null;
  }
  if (offsetMin !== null) {
    const offsetMs = offsetMin * 60_000;
    const fits =
      (!known || known.offsetMin === offsetMin) &&
      zone.names.every((name) => offsetsAt(name, wallMs).includes(offsetMs));
    return fits ? { offsetMs, zone: "offset" } : null;
  }
  if (abbreviation !== null && !known) return null;
  if (known) {
    const offsetMs = known.offsetMin * 60_000;
    const zones = known.zone ? [...zone.names, known.zone] : zone.names;
    // "CET" in summer is ambiguous, so it is not read.
    if (!zones.every((name) => offsetsAt(name, wallMs).includes(offsetMs))) return null;
    return { offsetMs, zone: known.zone ? "named" : "utc" };
  }
  const [first = "", ...others] = zone.names;
  const offsets = offsetsAt(first, wallMs).filter((offset) =>
    others.every((name) => offsetsAt(name, wallMs).includes(offset)),
  );
  return offsets.length === 1 && offsets[0] !== undefined ? { offsetMs: offsets[0], zone: "named" } : null;
}

const dayMs = 86_400_000;

/** Returns a zone's offsets at a wall time: one, none (skipped) or two (repeated). */
function offsetsAt(name: string, wallMs: number): number[] {
  const around = [wallMs - dayMs, wallMs + dayMs].map((atMs) => zoneOffsetMs(name, atMs));
  return [...new Set(around)].filter(
    (offset): offset is number => offset !== null && zoneOffsetMs(name, wallMs - offset) === offset,
  );
}

/** Caches a limited number of formatters, which are slow to create; names are external input. */
const formatters = new Map<string, Intl.DateTimeFormat | null>();
const maxFormatters = 50;

function formatterOf(name: string): Intl.DateTimeFormat | null {
  const cached = formatters.get(name);
  if (cached !== undefined) return cached;
  let formatter: Intl.DateTimeFormat | null = null;
  try {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      calendar: "iso8601",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    // Unknown to Intl.
  }
  if (formatters.size >= maxFormatters) formatters.clear();
  formatters.set(name, formatter);
  return formatter;
}

/** @returns milliseconds east of UTC; null if Intl does not know the name */
function zoneOffsetMs(name: string, atMs: number): number | null {
  const formatter = formatterOf(name);
  if (!formatter) return null;
  const parts = Object.fromEntries(formatter.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const wall = new Date(Date.UTC(2000, month - 1, day, hour, minute, second)).setUTCFullYear(year, month - 1, day);
  return wall - Math.floor(atMs / 1000) * 1000;
}
