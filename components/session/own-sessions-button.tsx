"use client";

import { MonitorSmartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { lazyPart } from "#components/ui/lazy-part";

/** Loaded when first opened. */
const OwnSessions = lazyPart(
  async () => (await import("./own-sessions.tsx")).OwnSessions,
  () => <OwnSessionsWait />,
);

function OwnSessionsWait() {
  return <p className="mt-3 text-soft">{useTranslations("session.own")("loading")}</p>;
}

/** Opens the person's sessions in a dialog. They are fetched at each opening, never before. */
export function OwnSessionsButton() {
  const t = useTranslations("session.own");
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [isOpen, setOpen] = useState(false);

  function open() {
    setOpen(true);
    dialog.current?.showModal();
    // Not the first button, which would end a session at the next Enter.
    heading.current?.focus();
  }

  return (
    <div>
      <Button icon={MonitorSmartphone} onClick={open}>
        {t("title")}
      </Button>
      <Dialog
        ref={dialog}
        name={t("title")}
        className="max-h-[85dvh] w-[32rem] max-w-[92vw] overflow-y-auto p-5"
        onClose={() => setOpen(false)}
      >
        <h2 ref={heading} tabIndex={-1} className="text-base font-semibold outline-none">
          {t("title")}
        </h2>
        <p className="mt-1 text-soft">{t("intro")}</p>
        {isOpen ? <OwnSessions onEnded={() => heading.current?.focus()} /> : null}
        <form method="dialog" className="mt-4 text-right">
          <Button type="submit">{t("close")}</Button>
        </form>
      </Dialog>
    </div>
  );
}
