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
  const [state, setState] = useState<"saved" | "saving" | "failed">("saved");

  async function save(checkWhenOpened: boolean) {
    setState("saving");
    try {
      queries.setQueryData(preferencesQuery().queryKey, await savePreferences({ checkWhenOpened }));
      setState("saved");
    } catch {
      setState("failed");
    }
  }

  if (!preferences.data) return null;
  return (
    <div>
      <label className="flex min-h-8 items-center gap-2">
        <input
          type="checkbox"
          checked={preferences.data.checkWhenOpened}
          disabled={state === "saving"}
          aria-describedby={hintId}
          onChange={(event) => void save(event.target.checked)}
          className="size-4 shrink-0 accent-(--accent)"
        />
        {t("label")}
      </label>
      <p id={hintId} className="text-xs text-soft">
        {t(state === "failed" ? "failed" : "hint")}
      </p>
    </div>
  );
}
