"use client";

import { ListX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DossiersOf } from "#components/evidence/dossiers-of";
import { Button, buttonClass } from "#components/ui/button";
import { PageTitle } from "#components/ui/page-title";
import { Verbatim } from "#components/ui/verbatim";
import { paths } from "#lib/paths";
import { queueOfTab, useQueue } from "#lib/queue/queue-store";

/** The queue of this tab: IDs alone, since nothing of a case is requested before one goes there. */
export function QueuePanel() {
  const t = useTranslations("queue");
  const queue = useQueue();
  if (queue === null) {
    return (
      <>
        <PageTitle>{t("title")}</PageTitle>
        <p className="mb-4 text-soft">{t("empty")}</p>
        <Link href={paths.home()} prefetch={false} className={buttonClass("plain")}>
          {t("toSearch")}
        </Link>
      </>
    );
  }
  const current = queue.cases[queue.position];
  return (
    <>
      <PageTitle
        facts={
          <>
            <span>{t("position", { position: queue.position + 1, count: queue.cases.length })}</span>
            {queue.ticket === null ? null : (
              <span>
                {t("ticket")} <Verbatim text={queue.ticket} cap={60} />
              </span>
            )}
          </>
        }
      >
        {t("title")}
      </PageTitle>
      <div className="mb-4 flex flex-wrap gap-2">
        {current ? (
          <Link href={paths.target(current)} prefetch={false} className={buttonClass("primary")}>
            {t("continue")}
          </Link>
        ) : null}
        <DossiersOf cases={queue.cases} ticket={queue.ticket} />
        <Button icon={ListX} onClick={queueOfTab.end}>
          {t("end")}
        </Button>
      </div>
      <ol aria-label={t("label")} className="overflow-clip rounded-xl border border-line bg-sheet">
        {queue.cases.map((one, index) => (
          <li
            key={`${one.srId}/${one.evidenceId}`}
            aria-current={index === queue.position ? "step" : undefined}
            className="relative flex flex-wrap items-baseline gap-x-4 border-line px-4 py-2.5 not-last:border-b hover:bg-raised aria-[current]:bg-accent-soft"
          >
            <span className="w-8 text-right text-soft">{index + 1}</span>
            <Link
              href={paths.target(one)}
              prefetch={false}
              className="min-w-0 font-mono text-[0.8125rem] break-all after:absolute after:inset-0"
            >
              {one.srId}
              {one.evidenceId ? <span className="text-soft"> / {one.evidenceId}</span> : null}
            </Link>
          </li>
        ))}
      </ol>
      <p className="mt-3 text-[0.8125rem] text-soft">{t("kept")}</p>
    </>
  );
}
