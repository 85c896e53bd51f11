type Value = string | number | boolean | null;

/**
 * Formats a flat object in the canonical form of RFC 8785: names sorted by their UTF-16 code units, no white space, values as
 * ECMAScript writes them. Names are joined here, because an object would put names that are numbers first.
 */
export function formatCanonicalObject(object: { readonly [name: string]: Value }): string {
  const members = Object.keys(object).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${JSON.stringify(object[name])}`).join(",")}}`;
}
