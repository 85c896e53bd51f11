import { readCountry } from "#lib/formats/mrtd/countries";
import { timeLocale } from "#lib/i18n/format-time";
import { type DocumentKind, readDocumentType } from "./document-types.ts";
import { type MethodKind, readMethod } from "./find-method.ts";
import { readPlainDate } from "./read-date.ts";

/** A calendar date with its month written out, without a time zone; null for other readings, which are shown as sent. */
export function formatDate(text: string, locale: string): string | null {
  const iso = readPlainDate(text);
  if (iso === null) return null;
  return new Intl.DateTimeFormat(timeLocale(locale), { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${iso}T00:00:00Z`),
  );
}

/** Name of the one country that a code or a name means; null if it is unknown, or several. */
export function formatCountry(text: string, locale: string): string | null {
  const code = readCountry(text);
  if (code?.length !== 2) return null;
  return new Intl.DisplayNames(locale, { type: "region", fallback: "none" }).of(code) ?? null;
}

/** Name of a known kind of document; null for other words. */
export function formatDocumentType(text: string, t: (kind: DocumentKind) => string): string | null {
  const kind = readDocumentType(text);
  return kind === null ? null : t(kind);
}

/** Name of a known method of identification; null for other codes. */
export function formatMethod(text: string, t: (kind: MethodKind) => string): string | null {
  const kind = readMethod(text);
  return kind === null ? null : t(kind);
}
