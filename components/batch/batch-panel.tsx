"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, buttonClass } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { PageTitle } from "#components/ui/page-title";
import { paths } from "#lib/paths";
import { batchOfTab, useBatch } from "#lib/queue/queue-store";
import { BatchTicket } from "./batch-ticket.tsx";
import { BatchView } from "./batch-view.tsx";

/**
 * The batch of this tab. It starts at once for the person who asked for it on the page before; after a reload or a new
 * sign-in it waits, because results are not kept and every check is an access.
 */
export function BatchPanel({ isPurposeRequired }: { isPurposeRequired: boolean }) {
  const t = useTranslations("batch");
  const list = useBatch();
  const [isStarted, setIsStarted] = useState(() => typeof window !== "undefined" && batchOfTab.takeStarted());
  const [ticket, setTicket] = useState<string | null>(null);
  if (list === null) {
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
  if (!isStarted) {
    return (
      <>
        <PageTitle>{t("title")}</PageTitle>
        <Notice
          tone="unsure"
          title={t("interrupted", { done: list.position, count: list.cases.length })}
          actions={
            <>
              <Button look="primary" onClick={() => setIsStarted(true)}>
                {t("restart")}
              </Button>
              <Button onClick={batchOfTab.end}>{t("end")}</Button>
            </>
          }
        >
          <p>{t("notKept")}</p>
        </Notice>
      </>
    );
  }
  const ofCases = list.ticket ?? ticket;
  if (isPurposeRequired && ofCases === null) return <BatchTicket count={list.cases.length} onTicket={setTicket} />;
  return <BatchView list={list} ticket={ofCases} />;
}
