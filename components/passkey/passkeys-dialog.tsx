"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useImperativeHandle, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Passkeys } from "./passkeys.tsx";

export type PasskeysHandle = { open: () => void };

/** The person's passkeys. They are fetched at each opening, never before. */
export function PasskeysDialog({ ref }: { ref: RefObject<PasskeysHandle | null> }) {
  const t = useTranslations("passkey");
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [isOpen, setOpen] = useState(false);
  useImperativeHandle(ref, () => ({
    open() {
      setOpen(true);
      dialog.current?.showModal();
      heading.current?.focus();
    },
  }));
  return (
    <Dialog
      ref={dialog}
      name={t("title")}
      className="max-h-[85dvh] w-[34rem] max-w-[92vw] overflow-y-auto p-5"
      onClose={() => setOpen(false)}
    >
      <h2 ref={heading} tabIndex={-1} className="text-base font-semibold outline-none">
        {t("title")}
      </h2>
      <p className="mt-1 text-soft">{t("intro")}</p>
      {isOpen ? <Passkeys onGone={() => heading.current?.focus()} /> : null}
      <form method="dialog" className="mt-4 text-right">
        <Button type="submit">{t("close")}</Button>
      </form>
    </Dialog>
  );
}
