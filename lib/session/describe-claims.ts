import type { Claims } from "./read-claims.ts";

const maxLines = 40;

const isObject = (value: unknown): value is Claims =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Describes the kind of a JSON value without the value. */
export function describeKind(value: unknown): string {
  if (value === null) return "null";
  if (value === "") return "empty string";
  if (Array.isArray(value)) {
    const kinds = [...new Set(value.map((member) => (member === null ? "null" : typeof member)))];
    return value.length === 0 ? "empty array" : `array of ${value.length} (${kinds.join(", ")})`;
  }
  if (isObject(value)) return `object with ${Object.keys(value).length} members`;
  return typeof value;
}

/** Names with an @, many digits or unusual characters may themselves be personal data. */
const isPlainName = (name: string) =>
  /^[A-Za-z_][A-Za-z0-9_:./-]{0,99}$/.test(name) && name.replace(/\D/g, "").length < 8;

function describeMembers(members: Claims, prefix: string, path: string): string[] {
  const values = new Set(Object.values(members));
  // A name that is also a value beside it, such as a user name, is data too.
  const isShown = (name: string) => `${prefix}${name}` === path || (isPlainName(name) && !values.has(name));
  const shown = Object.entries(members).filter(([name]) => isShown(name));
  const hidden = Object.keys(members).length - shown.length;
  const lines = shown.flatMap(([name, value]) => {
    const line = `${prefix}${name}: ${describeKind(value)}`;
    const isReference = prefix === "" && (name === "_claim_names" || name === "_claim_sources");
    const isListed = isObject(value) && (isReference || path.startsWith(`${prefix}${name}.`));
    return isListed ? [line, ...describeMembers(value, `${prefix}${name}.`, path)] : [line];
  });
  return hidden > 0 ? [...lines, `${prefix || "at the top: "}${hidden} names not shown`] : lines;
}

/**
 * Lists names of claims and kinds of their values, never the values, for an administrator's log line. Names come from the
 * provider: they are bounded in length and number, and names that may be data are only counted.
 * @param path the claim that was looked for; its name is always shown, and members on the way to it are listed too
 */
export function describeClaims(claims: Claims, path: string): string[] {
  const lines = describeMembers(claims, "", path);
  return lines.length > maxLines ? [...lines.slice(0, maxLines), `and ${lines.length - maxLines} more`] : lines;
}
