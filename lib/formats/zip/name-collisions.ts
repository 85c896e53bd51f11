import { type Anomaly, createAnomaly } from "./anomalies.ts";
import { plainName } from "./check-names.ts";

/** Deeper than any evidence goes: a name can hold 30,000 folders, and each of them would have to be kept. */
const deepest = 64;

type Named = { name: string; oddities: Anomaly[] };

/** Marks names that collide: the same, the same but for case, or but for Unicode form; and a file that is also a folder. */
export function findCollisions(entries: readonly Named[]): void {
  // Names that are equal in any of the four ways are equal in this one: only such groups are looked at closely.
  for (const paths of groupBy(entries, foldPath)) {
    if (paths.some(({ name }) => foldName(name) !== foldName(paths[0]?.name ?? "")))
      addToAll(paths, "name_duplicate_path");
    for (const group of groupBy(paths, foldName)) nameCollision(group);
  }
  nameFilesThatAreFolders(entries);
}

/** Names that are one when letters and forms are folded: in which of the three ways. */
function nameCollision(group: readonly Named[]): void {
  for (const same of groupBy(group, (name) => name)) addToAll(same, "name_duplicate");
  for (const form of groupBy(group, (name) => composeName(name))) {
    if (hasSeveralNames(form)) addToAll(form, "name_duplicate_form");
  }
  const forms = new Set(group.map(({ name }) => composeName(name)));
  if (forms.size > 1) addToAll(group, "name_duplicate_case");
}

/** A file whose path is also a folder's, capitals and small letters counted as one. */
function nameFilesThatAreFolders(entries: readonly Named[]): void {
  const folders = new Set<string>();
  let last = "";
  for (const { name } of entries) {
    // Neighbours are often of one folder, whose parts are known then.
    if (last !== "" && name.startsWith(last) && name.indexOf("/", last.length) === -1) continue;
    last = name.slice(0, name.lastIndexOf("/") + 1);
    const path = foldName(last);
    let at = path.indexOf("/");
    for (let depth = 0; at >= 0 && depth < deepest; depth += 1, at = path.indexOf("/", at + 1))
      folders.add(path.slice(0, at));
  }
  if (folders.size === 0) return;
  for (const entry of entries)
    if (folders.has(foldName(entry.name))) entry.oddities.push(createAnomaly("name_file_and_folder"));
}

const ascii = /^[\u0000-\u007f]*$/u;

/** Longer names are marked for that; putting all their letters into one form could take minutes. */
const longestFolded = 512;

const composeName = (name: string) => (name.length > longestFolded ? name : name.normalize("NFC"));

/**
 * One key for all names that some system takes for one. By way of capitals, so that ß is ss and a final sigma a sigma, as where case does
 * not count.
 */
function foldName(name: string): string {
  if (ascii.test(name) || name.length > longestFolded) return name.toLowerCase();
  const folded = name.normalize("NFKC");
  // One letter can stand for eighteen.
  return folded.length > 2 * longestFolded ? name : folded.toUpperCase().toLowerCase();
}

/** The folded name as a path: back slashes are slashes, and parts that lead nowhere are gone. */
function foldPath(name: string): string {
  const folded = foldName(name);
  if (plainName.test(folded)) return folded;
  const parts = folded.split(/[/\\]/u);
  return parts.filter((part, index) => part !== "." && (part !== "" || index === parts.length - 1)).join("/");
}
const hasSeveralNames = (group: readonly Named[]) => group.some((entry) => entry.name !== group[0]?.name);

/** Groups of two and more. */
function groupBy(entries: readonly Named[], fold: (name: string) => string): Named[][] {
  const groups = new Map<string, Named | Named[]>();
  const several: Named[][] = [];
  for (const entry of entries) {
    const key = fold(entry.name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, entry);
    else if (Array.isArray(group)) group.push(entry);
    else {
      const both = [group, entry];
      groups.set(key, both);
      several.push(both);
    }
  }
  return several;
}

function addToAll(
  group: readonly Named[],
  code: "name_duplicate" | "name_duplicate_form" | "name_duplicate_case" | "name_duplicate_path",
): void {
  for (const entry of group) entry.oddities.push(createAnomaly(code, { count: group.length }));
}
