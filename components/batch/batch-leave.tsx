"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";

/** Asks before a link of this page, or the browser, leaves a running batch: leaving stops it. */
export function BatchLeave({ left, isRunning }: { left: number; isRunning: boolean }) {
  const t = useTranslations("batch.leave");
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [target, setTarget] = useState("");

  // An effect, because it listens to the document.
  useEffect(() => {
    if (!isRunning) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.("a[href^='/']");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(link.getAttribute("href") ?? "");
      dialog.current?.showModal();
    };
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [isRunning]);

  return (
    <Dialog ref={dialog} name={t("title")} className="max-w-md p-5">
      <h2 className="text-base font-semibold">{t("title")}</h2>
      <p className="mt-2 text-soft">{t("text", { count: left })}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          onClick={() => {
            dialog.current?.close();
            router.push(target);
          }}
        >
          {t("stop")}
        </Button>
        <Button look="primary" onClick={() => dialog.current?.close()}>
          {t("stay")}
        </Button>
      </div>
    </Dialog>
  );
}
