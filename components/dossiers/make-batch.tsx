"use client";

import { FolderArchive, Save, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { MakingProgress } from "#components/dossier/making-progress";
import { PurposeContext } from "#components/purpose/purpose-context";
import { Button } from "#components/ui/button";
import { ProblemNotice } from "#components/ui/problem-notice";
import type { DossierBatch } from "#lib/dossier/making/schema";
import { maxPurposeLength, readPurposeText } from "#lib/purpose/model";
import { confirmPurpose } from "#lib/purpose/query";
import { CaseMaker } from "./case-maker.tsx";
import { MakingList } from "./making-list.tsx";
import { useAnswer } from "./use-answer.ts";
import { useMaking } from "./use-making.ts";

type MakeBatchProps = {
  batch: DossierBatch;
  isPurposeRequired: boolean;
  onAnswered: (batch: DossierBatch) => void;
};

/** Creates the dossiers of a confirmed request in this browser, and saves them as one ZIP. */
export function MakeBatch({ batch, isPurposeRequired, onAnswered }: MakeBatchProps) {
  const t = useTranslations("dossiers");
  const tDossier = useTranslations("dossier");
  const { isSending, problem: answerProblem, send } = useAnswer(batch, onAnswered);
  const [text, setText] = useState("");
  const ticketId = useId();
  const ticket = readPurposeText(text);
  const making = useMaking(batch, async (signal) => {
    if (ticket === null) return;
    for (const srId of new Set(batch.cases.map((one) => one.srId))) {
      signal.throwIfAborted();
      await confirmPurpose(srId, { ticket, purpose: null, source: "typed" });
    }
  });
  const { run, states, madeCount, openCount, problem } = making;
  const isBusy = run === "running" || run === "joining";
  const isUnsaved = isBusy || (madeCount > 0 && run !== "saved");
  const earlier = batch.cases.filter(({ logEntry }) => logEntry !== null).length;
  const failed = [...states.values()].filter(({ phase }) => phase === "failed").length;

  // An effect, because the browser asks before it leaves the page.
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isUnsaved]);

  return (
    <PurposeContext.Provider value={{ purpose: { ticket, purpose: null }, setPurpose: () => undefined }}>
      <div className="space-y-3">
        <p className="max-w-prose text-sm text-soft">{t("makeMeaning")}</p>
        {isPurposeRequired && openCount > 0 ? (
          <label htmlFor={ticketId} className="block max-w-md">
            <span className="mb-1 block text-sm font-semibold">{t("ticket")}</span>
            <input
              id={ticketId}
              value={text}
              onChange={({ target }) => setText(target.value)}
              maxLength={maxPurposeLength}
              disabled={isBusy}
              autoComplete="off"
              className="w-full rounded-lg border border-edge bg-sheet px-3 py-2"
            />
          </label>
        ) : null}
        <MakingList cases={batch.cases} states={states} />
        <div aria-live="polite" className="space-y-3">
          {isBusy ? <MakingProgress label={t(run === "joining" ? "joining" : "making")} progress={null} /> : null}
          {run === "saved" ? (
            <p role="status">
              {t("saved", { count: madeCount, all: batch.cases.length })}
              {failed > 0 ? ` ${t("leftOut", { count: failed })}` : ""}
            </p>
          ) : null}
          {run === "cancelled" ? <p role="status">{t("cancelled", { count: madeCount })}</p> : null}
          {run === "failed" ? <p className="font-semibold">{t("nothingSaved")}</p> : null}
          {earlier > 0 && madeCount === 0 && !isBusy ? <p>{t("earlier", { count: earlier })}</p> : null}
        </div>
        {problem === null ? null : <ProblemNotice problem={problem} />}
        {answerProblem === null ? null : <ProblemNotice problem={answerProblem} />}
        <div className="flex flex-wrap gap-2 max-sm:[&_button]:min-h-11">
          {isBusy ? <Button onClick={making.cancel}>{tDossier("cancel")}</Button> : null}
          {openCount > 0 ? (
            <Button
              look="primary"
              icon={FolderArchive}
              disabled={isBusy || (isPurposeRequired && ticket === null)}
              onClick={() => void making.create()}
            >
              {isBusy ? tDossier("making") : t(madeCount + earlier > 0 ? "createRest" : "create", { count: openCount })}
            </Button>
          ) : null}
          {madeCount > 0 && !isBusy ? (
            <Button icon={Save} onClick={() => void making.saveMade()}>
              {t(run === "saved" ? "saveAgain" : "saveMade", { count: madeCount })}
            </Button>
          ) : null}
          {openCount > 0 && !isBusy ? (
            <Button icon={X} disabled={isSending} onClick={() => void send("withdraw")}>
              {t("withdraw")}
            </Button>
          ) : null}
        </div>
      </div>
      {making.job === null ? null : <CaseMaker key={making.job.key} batch={batch} job={making.job} />}
    </PurposeContext.Provider>
  );
}
