/** Allows only identifiers, because a field name can be personal data (a map keyed by person). */

const identifier = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

/** True for an identifier of at most 64 characters with at most four consecutive digits. */
export function isIdentifierLike(name: string): boolean {
  return identifier.test(name) && !/\d{5}/.test(name);
}

/** Splits a name of any style into lower case words: `dateOfBirth`, `date_of_birth` → `date`, `of`, `birth`. */
export function splitName(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
