import type { Oddity } from "./model.ts";
import { nameOddity } from "./oddities.ts";

const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;
const bidirectional = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const invisible = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;
const plain = /^[A-Za-z0-9_\-+@()[\]{}=,;!#$%&'~^]+(?:[./][A-Za-z0-9_\-+@()[\]{}=,;!#$%&'~^]+)*\/?$/;
const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/iu;
const scripts: readonly [string, RegExp][] = [
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Armenian", /\p{Script=Armenian}/u],
  ["Cherokee", /\p{Script=Cherokee}/u],
  ["Hebrew", /\p{Script=Hebrew}/u],
  ["Arabic", /\p{Script=Arabic}/u],
];

/** Everything that is odd about one name by itself: where it would lead, and what it hides from the eye. */
export function findNameOddities(name: string): Oddity[] {
  if (plain.test(name) && !hasReservedPart(name)) return [];
  const found: Oddity[] = [];
  const add = (code: Parameters<typeof nameOddity>[0], when: boolean) => {
    if (when) found.push(nameOddity(code));
  };
  const parts = name.split(/[/\\]/u);
  add("name_empty", name === "" || name === "/");
  add("name_absolute", /^[/\\]/u.test(name));
  add("name_drive", /^[A-Za-z]:/u.test(name));
  add("name_climbs", parts.includes(".."));
  add("name_dot_segment", parts.includes(".") || parts.slice(0, -1).includes("", name.startsWith("/") ? 1 : 0));
  add("name_backslash", name.includes("\\"));
  add("name_control", control.test(name));
  add("name_bidirectional", bidirectional.test(name));
  add("name_invisible", invisible.test(name));
  add("name_mixed_script", mixesScripts(name));
  add(
    "name_reserved",
    hasReservedPart(name) ||
      parts.some((part) => /[. ]$/u.test(part) && !/^\.{1,2}$/u.test(part)) ||
      /[<>:"|?*]/u.test(name),
  );
  return found;
}

function hasReservedPart(name: string): boolean {
  return name.split("/").some((part) => reserved.test(part));
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

type Named = { name: string; oddities: Oddity[] };

/** Marks names that collide: the same, the same but for case, or but for Unicode form; and a file that is also a folder. */
export function findCollisions(entries: readonly Named[]): void {
  // Names that are equal in any of the three ways are equal in this one: only such groups are looked at closely.
  for (const group of groupBy(entries, foldName)) {
    for (const same of groupBy(group, (name) => name)) addToAll(same, "name_duplicate");
    for (const form of groupBy(group, (name) => name.normalize("NFC"))) {
      if (hasSeveralNames(form)) addToAll(form, "name_duplicate_form");
    }
    const forms = new Set(group.map(({ name }) => name.normalize("NFC")));
    if (forms.size > 1) addToAll(group, "name_duplicate_case");
  }
  const folders = new Set<string>();
  let last = "";
  for (const { name } of entries) {
    // Neighbours are often of one folder, whose parts are known then.
    if (last !== "" && name.startsWith(last) && name.indexOf("/", last.length) === -1) continue;
    for (let at = name.indexOf("/"); at >= 0; at = name.indexOf("/", at + 1)) folders.add(name.slice(0, at));
    last = name.slice(0, name.lastIndexOf("/") + 1);
  }
  for (const entry of entries) if (folders.has(entry.name)) entry.oddities.push(nameOddity("name_file_and_folder"));
}

const ascii = /^[\u0000-\u007f]*$/u;
const foldName = (name: string) => (ascii.test(name) ? name : name.normalize("NFKC")).toLowerCase();
const hasSeveralNames = (group: readonly Named[]) => group.some((entry) => entry.name !== group[0]?.name);

/** Groups of two and more. */
function groupBy(entries: readonly Named[], fold: (name: string) => string): Named[][] {
  const groups = new Map<string, Named | Named[]>();
  for (const entry of entries) {
    const key = fold(entry.name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, entry);
    else if (Array.isArray(group)) group.push(entry);
    else groups.set(key, [group, entry]);
  }
  return [...groups.values()].filter((group) => Array.isArray(group));
}

function addToAll(
  group: readonly Named[],
  code: "name_duplicate" | "name_duplicate_form" | "name_duplicate_case",
): void {
  for (const entry of group) entry.oddities.push(nameOddity(code, { count: group.length }));
}
