import { type Anomaly, createAnomaly } from "./anomalies.ts";
import { plainNamePattern } from "./check-names.ts";

/** Depth limit, because a name can have 30,000 folders and each is stored. */
const deepest = 64;

type Named = { name: string; anomalies: Anomaly[] };

/** Reports names that are equal, differ only in case or Unicode form, or are both file and folder. */
export function findCollisions(entries: readonly Named[]): void {
  // Compares only names with an equal folded path, because any collision implies that.
  for (const paths of groupBy(entries, foldPath)) {
    if (paths.some(({ name }) => foldName(name) !== foldName(paths[0]?.name ?? "")))
      addToAll(paths, "name_duplicate_path");
    for (const group of groupBy(paths, foldName)) nameCollision(group);
  }
  nameFilesThatAreFolders(entries);
}

function nameCollision(group: readonly Named[]): void {
  for (const same of groupBy(group, (name) => name)) addToAll(same, "name_duplicate");
  for (const form of groupBy(group, (name) => composeName(name))) {
    if (hasSeveralNames(form)) addToAll(form, "name_duplicate_form");
  }
  const forms = new Set(group.map(({ name }) => composeName(name)));
  if (forms.size > 1) addToAll(group, "name_duplicate_case");
}

/** Reports files whose path, ignoring case, is also a folder. */
function nameFilesThatAreFolders(entries: readonly Named[]): void {
  const folders = new Set<string>();
  let last = "";
  for (const { name } of entries) {
    // Skips folders already known from the previous entry.
    if (last !== "" && name.startsWith(last) && name.indexOf("/", last.length) === -1) continue;
    last = name.slice(0, name.lastIndexOf("/") + 1);
    const path = foldName(last);
    let at = path.indexOf("/");
    for (let depth = 0; at >= 0 && depth < deepest; depth += 1, at = path.indexOf("/", at + 1))
      folders.add(path.slice(0, at));
  }
  if (folders.size === 0) return;
  for (const entry of entries)
    if (folders.has(foldName(entry.name))) entry.anomalies.push(createAnomaly("name_file_and_folder"));
}

const ascii = /^[\u0000-\u007f]*$/u;

/** Longer names have their own anomaly, and normalizing them could take minutes. */
const longestFolded = 512;

const composeName = (name: string) => (name.length > longestFolded ? name : name.normalize("NFC"));

/** Returns one key for names that some system treats as equal. Upper case maps ß to ss and final sigma to sigma. */
function foldName(name: string): string {
  if (ascii.test(name) || name.length > longestFolded) return name.toLowerCase();
  const folded = name.normalize("NFKC");
  // One character can decompose into eighteen.
  return folded.length > 2 * longestFolded ? name : folded.toUpperCase().toLowerCase();
}

/** Folds a path: backslashes become slashes, and empty and dot segments are removed. */
function foldPath(name: string): string {
  const folded = foldName(name);
  if (plainNamePattern.test(folded)) return folded;
  const parts = folded.split(/[/\\]/u);
  return parts.filter((part, index) => part !== "." && (part !== "" || index === parts.length - 1)).join("/");
}
const hasSeveralNames = (group: readonly Named[]) => group.some((entry) => entry.name !== group[0]?.name);

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
  for (const entry of group) entry.anomalies.push(createAnomaly(code, { count: group.length }));
}
