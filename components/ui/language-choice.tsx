"use client";

import { Languages } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { localeCookie, locales } from "#lib/i18n/locales";

/** One year, as for the theme. Seconds. */
const ttlSeconds = 31_536_000;

/** Changes the language without reloading, so that the page keeps its state. */
export function LanguageChoice() {
  const t = useTranslations("ui");
  const current = useLocale();
  const router = useRouter();
  const choose = (locale: string) => {
    // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing in Firefox and Safari before 2025.
    document.cookie = `${localeCookie}=${locale}; path=/; max-age=${ttlSeconds}; samesite=lax`;
    router.refresh();
  };
  return (
    <label className="flex items-center gap-2 text-sm">
      <Languages aria-hidden className="size-4 text-soft" />
      <span className="sr-only">{t("language")}</span>
      <select
        defaultValue={current}
        onChange={({ target }) => choose(target.value)}
        className="min-h-8 rounded-md border border-line bg-sheet px-2"
      >
        {Object.entries(locales).map(([locale, name]) => (
          <option key={locale} value={locale} lang={locale}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
