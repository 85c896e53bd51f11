const units = ["B", "KB", "MB", "GB", "TB"];

/** A size for eyes, in decimal units as storage makers and browsers use them: 5706 → `5.7 KB`. */
export function formatSize(sizeBytes: number, locale = "en"): string {
  let value = sizeBytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${number.format(value)} ${units[unit]}`;
}
