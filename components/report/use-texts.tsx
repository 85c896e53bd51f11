import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { createTexts, type Texts, type Translate } from "#lib/report/texts";

/** Texts of a report in the language of the page, with times in the browser's zone. */
export function useTexts(): Texts {
  const locale = useLocale();
  const t = useTranslations();
  return useMemo(() => createTexts(locale, undefined, t as unknown as Translate), [locale, t]);
}
