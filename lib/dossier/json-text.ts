/** Formats a JSON file of a dossier: two-space indent, a line feed at the end (DOSSIER.md section 3). */
export function formatJsonFile(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
