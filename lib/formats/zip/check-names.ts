import { type Anomaly, createAnomaly } from "./anomalies.ts";

const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;
const bidirectional = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const invisible = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;
/** Names of ordinary letters and ordinary paths, of which nothing needs to be asked. */
export const plainName = /^[A-Za-z0-9_\-+@()[\]{}=,;!#$%&'~^]+(?:[./][A-Za-z0-9_\-+@()[\]{}=,;!#$%&'~^]+)*\/?$/;
const reserved = /(?:^|\/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|$)/iu;
const scripts: readonly [string, RegExp][] = [
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Armenian", /\p{Script=Armenian}/u],
  ["Cherokee", /\p{Script=Cherokee}/u],
  ["Hebrew", /\p{Script=Hebrew}/u],
  ["Arabic", /\p{Script=Arabic}/u],
];

/** Where systems end: 255 bytes for one part of a path (Linux, macOS, Windows), 1,024 for all of it (macOS). */
const longest = { part: 255, path: 1024 } as const;

/** True when some system has no room for the name: the longest names are not looked at as closely either. */
export function isLongName(name: string): boolean {
  if (name.length > longest.path) return true;
  if (name.length * 3 <= longest.part) return false;
  const bytes = new TextEncoder();
  return (
    bytes.encode(name).length > longest.path || name.split("/").some((part) => bytes.encode(part).length > longest.part)
  );
}

/** Everything that is odd about one name by itself: where it would lead, and what it hides from the eye. */
export function findNameOddities(name: string): Anomaly[] {
  const isLong = isLongName(name);
  if (!isLong && plainName.test(name) && !reserved.test(name)) return [];
  const found: Anomaly[] = [];
  const add = (code: Parameters<typeof createAnomaly>[0], when: boolean) => {
    if (when) found.push(createAnomaly(code));
  };
  const parts = name.split(/[/\\]/u);
  /** What a person can take in; the rest of a longer name is not looked at word by word. */
  const seen = isLong ? name.slice(0, longest.path) : name;
  add("name_empty", name === "" || name === "/");
  add("name_long", isLong);
  add("name_absolute", /^[/\\]/u.test(name));
  add("name_drive", /^[A-Za-z]:/u.test(name));
  add("name_climbs", parts.includes(".."));
  add("name_dot_segment", parts.includes(".") || parts.slice(0, -1).includes("", name.startsWith("/") ? 1 : 0));
  add("name_backslash", name.includes("\\"));
  add("name_control", control.test(name));
  add("name_bidirectional", bidirectional.test(name));
  add("name_invisible", invisible.test(name));
  add("name_mixed_script", mixesScripts(seen));
  add(
    "name_reserved",
    reserved.test(name) ||
      seen.split(/[/\\]/u).some((part) => /[. ]$/u.test(part) && !/^\.{1,2}$/u.test(part)) ||
      /[<>:"|?*]/u.test(name),
  );
  return found;
}

/** True when one word of the name mixes letters of scripts that look alike (UTS 39 section 5, reduced to what fools). */
function mixesScripts(name: string): boolean {
  for (const word of name.split(/[^\p{L}\p{M}]+/u)) {
    let count = 0;
    for (const [, pattern] of scripts) if (pattern.test(word)) count += 1;
    if (count > 1) return true;
  }
  return false;
}
