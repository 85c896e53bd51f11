"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";

const themes = [
  { name: "system", icon: Monitor },
  { name: "light", icon: Sun },
  { name: "dark", icon: Moon },
] as const;

/** One year; a cookie, because the server reads it to render the right theme first. Seconds. */
const ttlSeconds = 31_536_000;

function choose(theme: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing in Firefox and Safari before 2025.
  document.cookie = `theme=${theme}; path=/; max-age=${ttlSeconds}; samesite=lax`;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function ThemeChoice({ current }: { current: string }) {
  const t = useTranslations("ui");
  return (
    <fieldset>
      <legend className="mb-1 text-xs text-soft">{t("theme.title")}</legend>
      <div className="flex gap-1">
        {themes.map(({ name, icon: Icon }) => (
          <label
            key={name}
            className="flex min-h-8 items-center gap-1.5 rounded-md border border-line px-2 text-sm has-checked:border-accent has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="theme"
              className="sr-only"
              defaultChecked={name === current}
              onChange={() => choose(name)}
            />
            <Icon aria-hidden className="size-4" />
            {t(`theme.${name}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
