/** Matches cells that a spreadsheet would run as a formula; an apostrophe escapes them. */
const formulaStart = /^[=+\-@\t\r\n\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}]/u;

/** Formats a quoted CSV cell (RFC 4180). */
export function formatCsvCell(value: string | number | null): string {
  if (value === null) return '""';
  if (typeof value === "number") return `"${value}"`;
  const isFormula = formulaStart.test(value) || formulaStart.test(value.trimStart());
  return `"${(isFormula ? `'${value}` : value).replaceAll('"', '""')}"`;
}

/** One line with its line end (RFC 4180). */
export const formatCsvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(formatCsvCell).join(",")}\r\n`;
