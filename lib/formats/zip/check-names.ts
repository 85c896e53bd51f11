import { type Anomaly, createAnomaly } from "./anomalies.ts";

const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;
/** Overrides, embeddings and isolates; the three marks that only order neighbours count as invisible. */
const bidirectional = /[\u202a-\u202e\u2066-\u2069]/u;
const invisible = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;
/** Joiners and selectors that a script or an emoji needs, so that keyboards of phones write them. */
const needed =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}0-9#*])[\ufe0e\ufe0f\u200d]|(?<=\ufe0f)\u200d|(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}]\p{M}*)[\u200c\u200d]/gu;
/** The file with a folder's own picture on macOS has a carriage return in its name. */
const folderIcon = /(?:^|\/)Icon\r$/u;
/** Names of ordinary ASCII letters and paths, which need no further checks. */
export const plainNamePattern = /^[A-Za-z0-9_\-+@()[\]{}=,;!#$%&'~^]+(?:[./][A-Za-z0-9_\-+@()[\]{}=,;!#$%&'~^]+)*\/?$/;
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

/** System limits in bytes: 255 per path segment (Linux, macOS, Windows), 1,024 per path (macOS). */
const longest = { part: 255, path: 1024 } as const;

/** True if a name exceeds a system limit; longer names get fewer checks. */
export function isLongName(name: string): boolean {
  if (name.length > longest.path) return true;
  if (name.length * 3 <= longest.part) return false;
  const bytes = new TextEncoder();
  return (
    bytes.encode(name).length > longest.path || name.split("/").some((part) => bytes.encode(part).length > longest.part)
  );
}

/**
 * Finds anomalies of a single name: unsafe paths and hidden or misleading characters.
 * @param isGuess the letters beyond ASCII are guessed, so that they prove nothing
 */
export function findNameAnomalies(name: string, isGuess = false): Anomaly[] {
  const isLong = isLongName(name);
  if (!isLong && plainNamePattern.test(name) && !reserved.test(name)) return [];
  const found: Anomaly[] = [];
  const add = (code: Parameters<typeof createAnomaly>[0], when: boolean) => {
    if (when) found.push(createAnomaly(code));
  };
  const parts = name.split(/[/\\]/u);
  const seen = isLong ? name.slice(0, longest.path) : name;
  add("name_empty", name === "" || name === "/");
  add("name_long", isLong);
  add("name_absolute", /^[/\\]/u.test(name));
  add("name_drive", /^[A-Za-z]:/u.test(name));
  add("name_climbs", parts.includes(".."));
  add("name_dot_segment", parts.includes(".") || parts.slice(0, -1).includes("", name.startsWith("/") ? 1 : 0));
  add("name_backslash", name.includes("\\"));
  add("name_zero", name.includes("\0"));
  add("name_control", control.test(name) && !folderIcon.test(name));
  add("name_bidirectional", bidirectional.test(name));
  add("name_invisible", !isGuess && invisible.test(name.replace(needed, "").replace(bidirectional, "")));
  add("name_mixed_script", !isGuess && mixesScripts(seen));
  add(
    "name_reserved",
    reserved.test(name) ||
      seen.split(/[/\\]/u).some((part) => /[. ]$/u.test(part) && !/^\.{1,2}$/u.test(part)) ||
      /[<>:"|?*]/u.test(name),
  );
  return found;
}

/** Detects a word that mixes confusable scripts (a subset of UTS 39 §5). */
function mixesScripts(name: string): boolean {
  for (const word of name.split(/[^\p{L}\p{M}]+/u)) {
    let count = 0;
    for (const [, pattern] of scripts) if (pattern.test(word)) count += 1;
    if (count > 1) return true;
  }
  return false;
}
