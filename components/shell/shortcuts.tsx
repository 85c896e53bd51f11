"use client";

import { Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { announce } from "#components/ui/live-region";

/** A cookie, because every sign-out clears browser storage. */
const cookieName = "shortcuts";
const ttlSeconds = 31_536_000;
/** Single keys do nothing in controls that use them for text or movement (WCAG 2.2, 2.1.4). */
const typingTargets =
  "input, textarea, select, [contenteditable], [role=tree], [role=grid], [role=treegrid], dialog, [role=dialog]";
const keys = [
  ["/", "search"],
  ["?", "help"],
  ["Ctrl K", "palette"],
  ["1–5", "tabs"],
  ["c", "copyLink"],
  ["e", "compare"],
  ["d", "decide"],
  ["j", "queueNext"],
  ["k", "queuePrevious"],
] as const;

function areOff(): boolean {
  return document.cookie.split("; ").includes(`${cookieName}=off`);
}

function focusSearch(): boolean {
  const box = document.querySelector<HTMLElement>("[data-shortcut=search]");
  box?.focus();
  return box !== null;
}

function openTab(position: number): boolean {
  const tab = document.querySelectorAll<HTMLElement>("[data-shortcut=tab]")[position];
  tab?.click();
  return tab !== undefined;
}

function press(name: "compare" | "decide"): boolean {
  const button = document.querySelector<HTMLElement>(`[data-shortcut=${name}]`);
  button?.focus();
  button?.click();
  return button !== null;
}

function stepInQueue(direction: "next" | "previous"): boolean {
  const link = document.querySelector<HTMLElement>(`[data-shortcut=queue-${direction}]`);
  link?.click();
  return link !== null;
}

export function Shortcuts() {
  const t = useTranslations("shell.shortcuts");
  const help = useRef<HTMLDialogElement>(null);
  const [off, setOff] = useState(false);

  useEffect(() => {
    function act(key: string): boolean {
      if (key === "/") return focusSearch();
      if (key === "c") {
        void navigator.clipboard.writeText(location.href).then(() => announce(t("linkCopied")));
        return true;
      }
      if (key === "e") return press("compare");
      if (key === "d") return press("decide");
      if (key === "j") return stepInQueue("next");
      if (key === "k") return stepInQueue("previous");
      return /^[1-5]$/.test(key) && openTab(Number(key) - 1);
    }
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if ((event.target as Element).closest?.(typingTargets)) return;
      if (event.key === "?") {
        // The help stays reachable, because it contains the switch.
        setOff(areOff());
        help.current?.showModal();
        event.preventDefault();
      } else if (!areOff() && act(event.key)) event.preventDefault();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [t]);

  function keepOff(next: boolean) {
    setOff(next);
    // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing in Firefox and Safari before 2025.
    document.cookie = `${cookieName}=${next ? "off" : "on"}; path=/; max-age=${ttlSeconds}; samesite=lax`;
  }

  return (
    <Dialog ref={help} name={t("title")} className="w-96 max-w-[92vw] p-5">
      <h2 className="mb-3 flex items-center gap-2 text-base font-semibold">
        <Keyboard aria-hidden className="size-5 text-accent" />
        {t("title")}
      </h2>
      <dl className="grid grid-cols-[4rem_1fr] gap-y-2">
        {keys.map(([key, name]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded border border-line bg-raised px-1.5 py-0.5 font-mono text-xs">{key}</kbd>
            </dt>
            <dd>{t(name)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-soft">{t("arrows")}</p>
      <label className="mt-3 flex min-h-8 items-center gap-2">
        <input type="checkbox" checked={off} onChange={(event) => keepOff(event.target.checked)} className="size-4" />
        {t("off")}
      </label>
      <form method="dialog" className="mt-4 text-right">
        <Button type="submit">{t("close")}</Button>
      </form>
    </Dialog>
  );
}
