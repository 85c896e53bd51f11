"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Button } from "#components/ui/button";

type Props = {
  dialog: RefObject<HTMLDialogElement | null>;
  text: string;
  onSave: () => void;
  onClose?: () => void;
};

/** Confirms saving a file that runs when opened. Cancel is the primary button. */
export function ExecutableDialog({ dialog, text, onSave, onClose }: Props) {
  const t = useTranslations("files.view.saveExecutable");
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-label={t("title")}
      className="m-auto max-w-md rounded-xl border border-line bg-sheet p-5 text-ink backdrop:bg-black/40"
    >
      <h3 className="text-base font-semibold">{t("title")}</h3>
      <p className="mt-2 text-soft">{text}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          onClick={() => {
            onSave();
            dialog.current?.close();
          }}
        >
          {t("save")}
        </Button>
        <Button look="primary" onClick={() => dialog.current?.close()}>
          {t("cancel")}
        </Button>
      </div>
    </dialog>
  );
}
