/** Numbers written digit by digit, beyond double precision. */

/** Marks a number that `writeExactNumbers` replaces by its digits. */
export const exact = (digits: string) => `@exact:${digits}@`;

export function writeExactNumbers(json: string): string {
  return json.replaceAll(/"@exact:([0-9.eE+-]+)@"/g, "$1");
}
