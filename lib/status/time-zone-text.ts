/** Zone after a time (RFC 3339, RFC 9557, RFC 5322). `offsetMin`: minutes east of UTC. */
export type ZoneText = {
  isUtc: boolean;
  offsetMin: number | null;
  abbreviation: string | null;
  /** IANA names, which must all match. */
  names: string[];
};

const tail =
  /^ *(?:(?<utc>z(?![a-z]))|(?:utc|gmt)(?<short>[+-]\d(?::\d\d)?(?!\d))|(?:utc|gmt)?(?<long>[+-]\d\d(?::?\d\d)?))?(?: *(?<word>[a-z]{2,5})(?![a-z/_]))?(?: +(?<area>[a-z_]+(?:\/[a-z0-9_+-]+)+))?(?: *\([^()]*\))?(?<suffixes>(?: *\[[^[\]]*\])*)$/i;

/** Go appends a monotonic clock reading (`m=+0.01`); German texts append "Uhr". Neither is a zone. */
const noise = /^ *uhr\b| m=[+-][\d.]+$/gi;

/** @returns null if the text is not a zone */
export function readZoneText(text: string): ZoneText | null {
  const groups = tail.exec(text.replaceAll(noise, ""))?.groups;
  if (!groups) return null;
  const zone: ZoneText = { isUtc: groups.utc !== undefined, offsetMin: null, abbreviation: null, names: [] };
  const offset = groups.short ?? groups.long;
  if (offset !== undefined && !addOffset(zone, offset)) return null;
  if (groups.word) zone.abbreviation = groups.word.toUpperCase();
  if (groups.area) zone.names.push(groups.area);
  for (const [, critical, suffix = ""] of (groups.suffixes ?? "").matchAll(/\[(!?)([^\]]*)\]/g)) {
    // RFC 9557 § 3.1: `[key=value]` adds no zone, and must be understood only if critical.
    if (suffix.includes("=") ? critical : suffix === "") return null;
    if (suffix.includes("=")) continue;
    if (!/^[+-]/.test(suffix)) zone.names.push(suffix);
    else if (!/^[+-]\d\d:?\d\d$/.test(suffix) || !addOffset(zone, suffix)) return null;
  }
  return zone;
}

/** Accepts offsets from -12:00 to +14:00; false for others, and for contradictory ones. */
function addOffset(zone: ZoneText, text: string): boolean {
  const [, sign, hours, minutes = "0"] = /^([+-])(\d\d?):?(\d\d)?$/.exec(text) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  if (Number(minutes) > 59 || !(offset >= -720 && offset <= 840)) return false;
  if (zone.offsetMin !== null && zone.offsetMin !== offset) return false;
  zone.offsetMin = offset;
  return true;
}
