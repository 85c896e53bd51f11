"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { announce } from "#components/ui/live-region";
import { PageTitle } from "#components/ui/page-title";
import { ProblemNotice } from "#components/ui/problem-notice";
import { toProblem } from "#lib/api-client";
import type { DossierBatch } from "#lib/dossier/making/schema";
import { dossierBatchesQuery } from "#lib/dossier/query";
import { apiPaths } from "#lib/paths";
import { dossiersOfTab, useDossierCases } from "#lib/queue/queue-store";
import { AnswerBatch } from "./answer-batch.tsx";
import { BatchCard } from "./batch-card.tsx";
import { MakeBatch } from "./make-batch.tsx";
import { RequestForm } from "./request-form.tsx";

/** Asking for several dossiers, confirming those of others, and creating what was confirmed. */
export function DossiersPanel(props: { canShowNames: boolean; isPurposeRequired: boolean }) {
  const t = useTranslations("dossiers");
  const queries = useQueryClient();
  const list = useDossierCases();
  const { data, error, isFetching, refetch } = useQuery(dossierBatchesQuery());
  const batches = data ?? [];
  const [others, own] = [batches.filter(({ isOwn }) => !isOwn), batches.filter(({ isOwn }) => isOwn)];

  /** Shows what the server made of a request, without asking for all of them again. */
  function replace(batch: DossierBatch) {
    const known = queries.getQueryData(dossierBatchesQuery().queryKey) ?? [];
    const isKnown = known.some(({ id }) => id === batch.id);
    const next = isKnown ? known.map((one) => (one.id === batch.id ? batch : one)) : [batch, ...known];
    queries.setQueryData(dossierBatchesQuery().queryKey, next);
    announce(t(`announced.${batch.state}`));
  }

  return (
    <>
      <PageTitle
        facts={<span>{t("lead")}</span>}
        aside={
          <Button icon={RefreshCw} disabled={isFetching} onClick={() => void refetch()}>
            {t("refresh")}
          </Button>
        }
      >
        {t("title")}
      </PageTitle>
      <div className="space-y-8">
        {list === null ? null : (
          <RequestForm
            key={list.cases.map(({ srId, evidenceId }) => `${srId} ${evidenceId}`).join(", ")}
            cases={list.cases}
            canShowNames={props.canShowNames}
            onAsked={(batch) => {
              dossiersOfTab.end();
              replace(batch);
            }}
            onDiscard={dossiersOfTab.end}
          />
        )}
        {error && !data ? (
          <ProblemNotice problem={toProblem(error, apiPaths.dossierBatches())} onRetry={() => void refetch()} />
        ) : null}
        {data === undefined ? null : (
          <>
            <Section title={t("others")} empty={t("noOthers")}>
              {others.map((batch) => (
                <BatchCard key={batch.id} batch={batch}>
                  {batch.state === "waiting" ? <AnswerBatch batch={batch} onAnswered={replace} /> : null}
                </BatchCard>
              ))}
            </Section>
            <Section title={t("own")} empty={t(list === null ? "noOwn" : "noOwnYet")}>
              {own.map((batch) => (
                <BatchCard key={batch.id} batch={batch}>
                  {batch.state === "confirmed" ? (
                    <MakeBatch batch={batch} isPurposeRequired={props.isPurposeRequired} onAnswered={replace} />
                  ) : batch.state === "waiting" ? (
                    <AnswerBatch batch={batch} onAnswered={replace} />
                  ) : null}
                </BatchCard>
              ))}
            </Section>
          </>
        )}
      </div>
    </>
  );
}

function Section({ title, empty, children }: { title: string; empty: string; children: ReactNode[] }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-3 text-lg font-semibold">{title}</h2>
      {children.length === 0 ? <p className="text-soft">{empty}</p> : <ul className="space-y-3">{children}</ul>}
    </section>
  );
}
