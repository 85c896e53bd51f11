import type { useTranslations } from "next-intl";
import { readDocumentType } from "#lib/agreement/document-types";
import { readPlainDate } from "#lib/agreement/read-date";
import { readCountry } from "#lib/formats/mrtd/countries";

/** A calendar date with its month written out, without a time zone; null for other readings, which are shown as sent. */
export function formatDate(text: string, locale: string): string | null {
  const iso = readPlainDate(text);
  if (iso === null) return null;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
}

/** Name of the one country that a code or a name means; null if it is unknown, or several. */
export function formatCountry(text: string, locale: string): string | null {
  const code = readCountry(text);
  if (code?.length !== 2) return null;
  return new Intl.DisplayNames(locale, { type: "region", fallback: "none" }).of(code) ?? null;
}

/** Name of a known kind of document; null for other words. */
export function formatDocumentType(
  text: string,
  t: ReturnType<typeof useTranslations<"overview.who.types">>,
): string | null {
  const kind = readDocumentType(text);
  return kind === null ? null : t(kind);
}
