"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { preferencesQuery, savePreferences } from "#lib/saved-views/query";

/** A person's own setting, off by default. Each change is recorded. */
export function CheckWhenOpened() {
  const t = useTranslations("savedViews.checkWhenOpened");
  const hintId = useId();
  const queries = useQueryClient();
  const preferences = useQuery(preferencesQuery());
  /** The value that is being saved, shown at once. */
  const [pending, setPending] = useState<boolean | null>(null);
  const [isFailed, setIsFailed] = useState(false);

  async function save(checkWhenOpened: boolean) {
    setPending(checkWhenOpened);
    setIsFailed(false);
    try {
      queries.setQueryData(preferencesQuery().queryKey, await savePreferences({ checkWhenOpened }));
    } catch {
      setIsFailed(true);
    }
    setPending(null);
  }

  if (!preferences.data) return null;
  return (
    <div>
      <label className="flex min-h-8 items-center gap-2">
        <input
          type="checkbox"
          checked={pending ?? preferences.data.checkWhenOpened}
          aria-busy={pending !== null}
          aria-describedby={hintId}
          onChange={(event) => void save(event.target.checked)}
          className="size-4 shrink-0 accent-(--accent)"
        />
        {t("label")}
      </label>
      <p id={hintId} className="text-xs text-soft">
        {t(isFailed ? "failed" : "hint")}
      </p>
    </div>
  );
}
