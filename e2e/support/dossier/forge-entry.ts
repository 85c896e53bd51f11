import { formatCanonicalObject } from "#lib/transparency-log/canonical-json";

type Flat = Record<string, string | number | boolean | null>;

/** Changes members of an entry's content, and keeps the canonical form. */
export function canonicalEntry(content: string, change: Flat, ofDetail: Flat = {}): string {
  const value = JSON.parse(content) as Record<string, unknown>;
  const detail = formatCanonicalObject({ ...(value.detail as Flat), ...ofDetail });
  const members: Record<string, unknown> = { ...value, ...change };
  const written = Object.keys(members)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${name === "detail" ? detail : JSON.stringify(members[name])}`);
  return `{${written.join(",")}}`;
}
