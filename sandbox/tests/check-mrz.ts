/** Verifies check digits of TD1 and TD3 MRZs (ICAO Doc 9303 parts 3, 4 and 5) independently of the code that writes them. */

function sum(field: string): string {
  const values = [...field].map((sign) => (sign === "<" ? 0 : Number.parseInt(sign, 36)));
  return String(values.reduce((total, value, index) => total + value * [7, 3, 1][index % 3]!, 0) % 10);
}

function digitsOf(lines: readonly string[]): [string, string][] {
  const [first = "", second = "", third] = lines;
  if (third !== undefined)
    return [
      [first.slice(5, 14), first.slice(14, 15)],
      [second.slice(0, 6), second.slice(6, 7)],
      [second.slice(8, 14), second.slice(14, 15)],
      [first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29), second.slice(29)],
    ];
  return [
    [second.slice(0, 9), second.slice(9, 10)],
    [second.slice(13, 19), second.slice(19, 20)],
    [second.slice(21, 27), second.slice(27, 28)],
    [second.slice(28, 42), second.slice(42, 43)],
    [second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 43), second.slice(43)],
  ];
}

/** True if the MRZ has the line lengths of its format and every check digit is correct. */
export function isValidMrz(lines: readonly string[]): boolean {
  const length = lines.length === 3 ? 30 : 44;
  return (
    lines.every((line) => line.length === length) && digitsOf(lines).every(([field, digit]) => sum(field) === digit)
  );
}

/** Finds every MRZ in a JSON value: arrays of lines, or one text with line feeds. */
export function findZones(value: unknown): string[][] {
  if (typeof value === "string") return /^[A-Z0-9<]{30,44}\n/.test(value) ? [value.split("\n")] : [];
  if (typeof value !== "object" || value === null) return [];
  const members = Object.values(value);
  if (members.length > 1 && members.every((member) => typeof member === "string" && /^[A-Z0-9<]{30,44}$/.test(member)))
    return [members as string[]];
  return members.flatMap(findZones);
}
