"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type RefObject, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import type { SavedView } from "#lib/saved-views/schema";

type SaveViewDialogProps = {
  ref: RefObject<HTMLDialogElement | null>;
  saved: readonly SavedView[];
  /** Parameters of the list that is shown. */
  query: string;
  /** Replaces all saved views. */
  onSave: (views: readonly SavedView[]) => Promise<void>;
};

/** Names the list that is shown, and deletes saved views. */
export function SaveViewDialog({ ref, saved, query, onSave }: SaveViewDialogProps) {
  const t = useTranslations("savedViews");
  const [isFailed, setIsFailed] = useState(false);

  async function keep(views: readonly SavedView[]) {
    setIsFailed(false);
    try {
      await onSave(views);
      return true;
    } catch {
      setIsFailed(true);
      return false;
    }
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get("name") ?? "").trim();
    if (name === "" || !(await keep([...saved, { id: crypto.randomUUID(), name, query }]))) return;
    form.reset();
    ref.current?.close();
  }

  return (
    <Dialog ref={ref} name={t("saveView")} className="w-96 max-w-[92vw] p-5">
      <form onSubmit={submit} className="space-y-3">
        <h2 className="text-base font-semibold">{t("saveView")}</h2>
        <label className="block">
          <span className="mb-1 block text-xs text-soft">{t("viewName")}</span>
          <input
            name="name"
            required
            maxLength={60}
            autoComplete="off"
            className="h-9 w-full rounded-lg border border-edge bg-sheet px-3"
          />
        </label>
        <p className="text-xs text-soft">{t("viewHint")}</p>
        {isFailed ? (
          <p role="alert" className="text-contradicted">
            {t("notSaved")}
          </p>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button onClick={() => ref.current?.close()}>{t("cancel")}</Button>
          <Button type="submit" look="primary">
            {t("save")}
          </Button>
        </div>
      </form>
      {saved.length === 0 ? null : (
        <ul className="mt-4 border-t border-line pt-3">
          {saved.map((view) => (
            <li key={view.id} className="flex items-center justify-between gap-3">
              <bdi className="min-w-0 truncate">{view.name}</bdi>
              <Button
                look="quiet"
                icon={Trash2}
                aria-label={`${t("deleteView")}: ${view.name}`}
                onClick={() => void keep(saved.filter(({ id }) => id !== view.id))}
              >
                {t("deleteView")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
