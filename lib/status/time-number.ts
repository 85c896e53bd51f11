import type { TimeReading } from "./schema.ts";
import { never, precisionOfFraction, unreadable, unset } from "./time-reading.ts";

/** Reads epoch numbers in the unit whose moment lies in 2000 to 2099; ranges do not overlap. */

const secondsFrom = 946_684_800n; // 2000-01-01T00:00:00Z
const secondsTo = 4_102_444_800n; // 2100-01-01T00:00:00Z
const units = [1n, 1_000n, 1_000_000n, 1_000_000_000n];

const unsetSeconds = [0n, -62_135_596_800n]; // 1970-01-01 and 0001-01-01
const neverSeconds = 253_370_764_800n; // 9999-01-01T00:00:00Z; what follows is past any real end
const neverSecondsTo = 253_402_300_800n; // 10000-01-01T00:00:00Z, and exactly that
/** Largest signed 64-bit number: "no end" in Java. */
const maxLong = 9_223_372_036_854_775_807n;

const plain = /^([+-]?)(\d{1,20})(?:\.(\d{1,30}))?$/;
const scientific = /^[+-]?\d(?:\.\d{1,20})?[eE]\+?\d{1,2}$/;

export const isNumberText = (text: string) => plain.test(text) || scientific.test(text);

/** `unit`: units per second, if named. `anyYear`: the form is always a moment, without a range check. */
export function readEpoch(text: string, unit: bigint | null = null, anyYear = false): TimeReading {
  const [, sign = "", whole = "", fraction = ""] = plain.exec(expand(text)) ?? [];
  if (whole === "") return unreadable;
  const value = BigInt(`${sign === "-" ? "-" : ""}${whole}`);
  const isWhole = /^0*$/.test(fraction);
  if (value === maxLong) return never;
  if (isWhole && value === -1n) return unset;
  for (const perSecond of unit === null ? units : [unit]) {
    if (isWhole && unsetSeconds.some((seconds) => value === seconds * perSecond)) return unset;
    if (value >= neverSeconds * perSecond && value <= neverSecondsTo * perSecond) return never;
    if (anyYear || (value >= secondsFrom * perSecond && value < secondsTo * perSecond))
      return instant(value, fraction, perSecond);
  }
  return unreadable;
}

function instant(value: bigint, fraction: string, perSecond: bigint): TimeReading {
  const shift = String(perSecond).length - 1;
  const atMs = shift === 0 ? value * 1000n + BigInt(fraction.padEnd(3, "0").slice(0, 3)) : value / (perSecond / 1000n);
  if (!Number.isFinite(new Date(Number(atMs)).getTime())) return unreadable;
  const precision = precisionOfFraction("0".repeat(shift) + fraction.slice(0, Math.max(0, 9 - shift)));
  return { kind: "instant", atMs: Number(atMs), precision, zone: "epoch" };
}

/** Expands `1.7E9` to `1700000000`, as Java writes large doubles. Other texts are unchanged. */
function expand(text: string): string {
  if (!scientific.test(text)) return text;
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const shift = Number(exponent);
  const moved = `${whole}${fraction.slice(0, shift).padEnd(shift, "0")}`;
  return fraction.length > shift ? `${moved}.${fraction.slice(shift)}` : moved;
}
