"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { buttonClass } from "#components/ui/button";
import { useWhenIdle } from "#components/ui/use-when-idle";
import { Verbatim } from "#components/ui/verbatim";
import { apiPaths, paths } from "#lib/paths";
import { findPosition, type QueuedCase } from "#lib/queue/model";
import { queueOfTab, useQueue } from "#lib/queue/queue-store";
import { startCalls } from "#lib/runtime/early-calls";

/** True between a step in the queue and the page that it opens: that page moves the focus to its heading. */
let isStepping = false;

/** Starts the calls of a case to which the person goes, while its page is on the way. */
function startCallsOf({ srId, evidenceId }: QueuedCase): void {
  if (evidenceId !== null) startCalls([apiPaths.signatureRequest(srId), apiPaths.artefact(srId, evidenceId, "status")]);
}

type QueuePositionProps = {
  page: QueuedCase;
  /** Each request needs a confirmed purpose before any call. */
  isPurposeRequired?: boolean;
};

/** Place of this case in the queue of the tab, with the way to its neighbours. Nothing without a queue. */
export function QueuePosition({ page, isPurposeRequired = true }: QueuePositionProps) {
  const t = useTranslations("queue");
  const queue = useQueue();
  const position = queue && findPosition(queue, page);
  const [isArrival] = useState(isStepping);
  const count = queue?.cases.length ?? 0;
  // The page of the next case has no evidence in it. It is fetched ahead; header and status are not.
  const [isIdle, setIsIdle] = useState(false);
  useWhenIdle(position !== null, () => setIsIdle(true));
  // The ticket of a queue is confirmed before the first call.
  const mayStart = !isPurposeRequired && queue?.ticket === null;

  // An effect, because the queue is stored outside React, and the focus is the document's.
  useEffect(() => {
    if (position === null) return;
    queueOfTab.move(position);
    if (!isStepping) return;
    isStepping = false;
    const heading = document.querySelector<HTMLElement>("h1");
    if (heading) heading.tabIndex = -1;
    heading?.focus();
  }, [position]);

  if (queue === null || position === null) return null;
  const step = (
    key: string,
    shortcut: "previous" | "next",
    Icon: typeof ChevronLeft,
    target: QueuedCase | undefined,
  ) => (
    <li key={shortcut}>
      {target === undefined ? (
        <span aria-disabled className={buttonClass("plain")}>
          <Icon aria-hidden className="size-4" />
          <span className="sr-only">{t(shortcut)}</span>
        </span>
      ) : (
        <Link
          href={paths.target(target)}
          prefetch={shortcut === "next" && isIdle}
          data-shortcut={`queue-${shortcut}`}
          aria-keyshortcuts={key}
          title={t(shortcut)}
          onClick={() => {
            isStepping = true;
          }}
          onNavigate={() => mayStart && startCallsOf(target)}
          className={buttonClass("plain")}
        >
          <Icon aria-hidden className="size-4" />
          <span className="sr-only">{t(shortcut)}</span>
          <kbd aria-hidden className="rounded border border-line px-1 font-mono text-xs text-soft max-sm:hidden">
            {key}
          </kbd>
        </Link>
      )}
    </li>
  );
  return (
    <nav aria-label={t("label")} className="flex items-center gap-3 print:hidden">
      <p className="text-right text-[0.8125rem] text-soft">
        <Link href={paths.queue()} prefetch={false} className="block font-semibold text-ink hover:underline">
          {t("position", { position: position + 1, count })}
        </Link>
        {queue.ticket === null ? (
          t("inQueue")
        ) : (
          <>
            {t("inQueueOf")} <Verbatim text={queue.ticket} cap={24} />
          </>
        )}
      </p>
      <ul className="flex gap-1">
        {step("k", "previous", ChevronLeft, queue.cases[position - 1])}
        {step("j", "next", ChevronRight, queue.cases[position + 1])}
      </ul>
      {isArrival ? (
        <p role="status" className="sr-only">
          {t("position", { position: position + 1, count })}
        </p>
      ) : null}
    </nav>
  );
}
