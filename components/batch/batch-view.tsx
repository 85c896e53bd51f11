"use client";

import { Download, ListChecks, Pause, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { DossiersOf } from "#components/evidence/dossiers-of";
import { Button } from "#components/ui/button";
import { PageTitle } from "#components/ui/page-title";
import { ProblemNotice } from "#components/ui/problem-notice";
import { saveBlob } from "#components/ui/save-blob";
import { Verbatim } from "#components/ui/verbatim";
import { paths } from "#lib/paths";
import {
  type BatchGroup,
  countGroups,
  formatBatchCsv,
  isOver,
  listCompleted,
  listToReview,
} from "#lib/queue/batch-rows";
import type { Queue } from "#lib/queue/model";
import { batchOfTab, queueOfTab } from "#lib/queue/queue-store";
import { BatchCase } from "./batch-case.tsx";
import { BatchLeave } from "./batch-leave.tsx";
import { BatchProgress } from "./batch-progress.tsx";
import { BatchTable } from "./batch-table.tsx";
import { useBatchRun } from "./use-batch-run.ts";
import { usePreparedBatch } from "./use-prepared-batch.ts";

/** Announced after each so many finished rows. */
const announceEvery = 5;

/** Checks the cases of a list: totals, progress and one line for each. No decision is made here. */
export function BatchView({ list, ticket }: { list: Queue; ticket: string | null }) {
  const t = useTranslations("batch");
  const router = useRouter();
  const [isPaused, setIsPaused] = useState(false);
  const [group, setGroup] = useState<BatchGroup | null>(null);
  const prepared = usePreparedBatch(list, ticket);
  const run = useBatchRun(list, prepared.phase === "ready" && !isPaused);
  const { rows } = run;
  const counts = countGroups(rows);
  const done = rows.filter(isOver).length;
  const isFinished = done === rows.length;
  const toReview = listToReview(rows);
  // An effect, because the count is kept in the browser's storage.
  useEffect(() => {
    batchOfTab.move(Math.min(done, list.cases.length - 1));
  }, [done, list.cases.length]);

  const summary = t("summary", {
    done,
    contradicted: counts.contradicted,
    unsure: counts.unsure,
    proven: counts.proven,
  });
  const isAnnounced = isFinished || (done > 0 && done % announceEvery === 0);
  return (
    <>
      <PageTitle
        aside={
          <div className="flex flex-wrap gap-2 print:hidden">
            {isFinished ? null : (
              <Button icon={isPaused ? Play : Pause} onClick={() => setIsPaused(!isPaused)}>
                {t(isPaused ? "resume" : "pause")}
              </Button>
            )}
            <Button
              icon={Download}
              onClick={() => saveBlob(new Blob([formatBatchCsv(rows)], { type: "text/csv" }), "batch.csv")}
            >
              {t("csv")}
            </Button>
            <DossiersOf cases={listCompleted(rows)} ticket={ticket} disabled={!isFinished} />
            <Button
              look="primary"
              icon={ListChecks}
              disabled={toReview.length === 0}
              onClick={() => {
                if (queueOfTab.start(toReview, ticket))
                  router.push(paths.target(toReview[0] ?? { srId: "", evidenceId: null }));
              }}
            >
              {t("review", { count: toReview.length })}
            </Button>
          </div>
        }
        facts={
          <>
            {ticket === null ? null : (
              <span>
                {t("ticket")} <Verbatim text={ticket} cap={60} />
              </span>
            )}
            <span>{t("recorded")}</span>
          </>
        }
      >
        {t(isFinished ? "checked" : "checking", { count: rows.length })}
      </PageTitle>
      {prepared.phase === "failed" ? (
        <div className="mb-4">
          <ProblemNotice problem={prepared.problem} onRetry={prepared.again} />
        </div>
      ) : null}
      <BatchProgress
        counts={counts}
        pausedUntil={run.pausedUntil}
        isPaused={isPaused}
        group={group}
        onGroup={setGroup}
      />
      <p role="status" className="sr-only">
        {isAnnounced ? summary : ""}
      </p>
      <BatchTable rows={rows} group={group} onRetry={run.retry} />
      <p className="mt-3 text-[0.8125rem] text-soft">{t("leaveHint")}</p>
      {run.running.map(({ key, one }) => (
        <BatchCase key={key} one={one} onDone={(result) => run.settle(key, result)} onPause={run.pause} />
      ))}
      <BatchLeave left={rows.length - done} isRunning={!isFinished && prepared.phase === "ready"} />
    </>
  );
}
