/** Numbers that are written digit by digit, past what a double holds. */

/** Marks a number; `writeExactNumbers` puts its digits in place of the mark. */
export const exact = (digits: string) => `@exact:${digits}@`;

/** Puts the digits of `exact` in place of their strings. */
export function writeExactNumbers(json: string): string {
  return json.replaceAll(/"@exact:([0-9.eE+-]+)@"/g, "$1");
}
