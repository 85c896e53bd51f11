const prefixes = ["", "K", "M", "G", "T"];

/** Caches formatters, which are slow to create, for lists with one per row. */
const formatters = new Map<string, Intl.NumberFormat>();

function formatterFor(locale: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${digits}`;
  const known = formatters.get(key);
  if (known) return known;
  const formatter = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  formatters.set(key, formatter);
  return formatter;
}

/** Formats a size in decimal units: 5706 → `5.7 KB`; octets in French. */
export function formatSize(sizeBytes: number, locale = "en"): string {
  let value = sizeBytes;
  let unit = 0;
  while (value >= 999.5 && unit < prefixes.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${formatterFor(locale, digits).format(value)} ${prefixes[unit]}${locale === "fr" ? "o" : "B"}`;
}
