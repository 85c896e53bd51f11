"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DossierFields, useDossierFields } from "#components/dossier/dossier-fields";
import { Button } from "#components/ui/button";
import { ProblemNotice } from "#components/ui/problem-notice";
import { toProblem } from "#lib/api-client";
import type { DossierBatch } from "#lib/dossier/making/schema";
import { askForBatch } from "#lib/dossier/query";
import { type BatchCase, caseKey, maxBatchCases } from "#lib/dossier/several/model";
import { apiPaths } from "#lib/paths";
import type { ProblemDetails } from "#lib/problem";
import type { QueuedCase } from "#lib/queue/model";

type RequestFormProps = {
  cases: readonly QueuedCase[];
  canShowNames: boolean;
  onAsked: (batch: DossierBatch) => void;
  onDiscard: () => void;
};

/** Asks another person to confirm dossiers of the chosen cases. */
export function RequestForm({ cases, canShowNames, onAsked, onDiscard }: RequestFormProps) {
  const t = useTranslations("dossiers");
  const tDossier = useTranslations("dossier");
  const { fields, change, choices } = useDossierFields();
  // A request without evidence has nothing to be in a dossier; the same case counts once.
  const known = cases.flatMap(({ srId, evidenceId }) => (evidenceId === null ? [] : [{ srId, evidenceId }]));
  const open = known.filter((one, at) => known.findIndex((other) => caseKey(other) === caseKey(one)) === at);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(open.slice(0, maxBatchCases).map(caseKey)));
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ProblemDetails | null>(null);
  const isCountRight = chosen.size >= 2 && chosen.size <= maxBatchCases;

  function toggle(one: BatchCase, isChosen: boolean) {
    const next = new Set(chosen);
    if (isChosen) next.add(caseKey(one));
    else next.delete(caseKey(one));
    setChosen(next);
  }

  async function ask() {
    if (choices === null) return;
    setAsking(true);
    setProblem(null);
    try {
      const asked = open.filter((one) => chosen.has(caseKey(one)));
      onAsked(await askForBatch({ cases: asked, ...choices }, new AbortController().signal));
    } catch (error) {
      setProblem(toProblem(error, apiPaths.dossierBatches()));
      setAsking(false);
    }
  }

  return (
    <section aria-label={t("newRequest")} className="max-w-3xl rounded-xl border border-line bg-sheet p-4 sm:p-5">
      <h2 className="text-lg font-semibold">{t("newRequest")}</h2>
      <p className="mt-1 max-w-prose text-soft">{t("newLead")}</p>
      <DossierFields fields={fields} change={change} canShowNames={canShowNames} isDisabled={isAsking}>
        <fieldset>
          <legend className="mb-1 text-sm font-semibold">{t("cases")}</legend>
          <p className="text-sm text-soft">{t("chosen", { count: chosen.size, most: maxBatchCases })}</p>
          <div className="mt-1 max-h-72 overflow-y-auto">
            {open.map((one) => (
              <label key={caseKey(one)} className="flex min-h-9 items-center gap-2 max-sm:min-h-11">
                <input
                  type="checkbox"
                  checked={chosen.has(caseKey(one))}
                  onChange={({ target }) => toggle(one, target.checked)}
                  className="size-4 shrink-0 accent-accent"
                />
                <span className="min-w-0 font-mono text-[0.8125rem] wrap-anywhere">
                  {one.srId} / {one.evidenceId}
                </span>
              </label>
            ))}
          </div>
          {known.length < cases.length ? (
            <p className="mt-1 text-sm text-soft">{t("withoutEvidence", { count: cases.length - known.length })}</p>
          ) : null}
        </fieldset>
      </DossierFields>
      <p className="mt-4 max-w-prose text-soft">{tDossier("notEncrypted")}</p>
      {problem === null ? null : (
        <div className="mt-4">
          <ProblemNotice problem={problem} />
        </div>
      )}
      <div className="mt-4 flex flex-wrap gap-2 max-sm:[&_button]:min-h-11">
        <Button
          look="primary"
          icon={Send}
          disabled={isAsking || choices === null || !isCountRight}
          onClick={() => void ask()}
        >
          {t("ask")}
        </Button>
        <Button onClick={onDiscard}>{t("discard")}</Button>
      </div>
    </section>
  );
}
