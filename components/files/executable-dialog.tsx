"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";

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
    <Dialog ref={dialog} onClose={onClose} name={t("title")} className="max-w-md p-5">
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
    </Dialog>
  );
}
