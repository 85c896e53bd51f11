"use client";

import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { ProblemNotice } from "#components/ui/problem-notice";
import type { DossierBatch } from "#lib/dossier/making/schema";
import { useAnswer } from "./use-answer.ts";

type AnswerBatchProps = { batch: DossierBatch; onAnswered: (batch: DossierBatch) => void };

/** Confirms or refuses a request of another person, or withdraws one's own. */
export function AnswerBatch({ batch, onAnswered }: AnswerBatchProps) {
  const t = useTranslations("dossiers");
  const { isSending, problem, send } = useAnswer(batch, onAnswered);
  return (
    <div className="space-y-3">
      {batch.isOwn ? (
        <p className="max-w-prose text-sm text-soft">{t("waitsForOther")}</p>
      ) : (
        <p className="max-w-prose text-sm text-soft">
          {t(batch.refusal === null ? "confirmMeaning" : "refusal.same_person")}
        </p>
      )}
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <div className="flex flex-wrap gap-2 max-sm:[&_button]:min-h-11">
        {batch.isOwn ? (
          <Button icon={X} disabled={isSending} onClick={() => void send("withdraw")}>
            {t("withdraw")}
          </Button>
        ) : batch.refusal === null ? (
          <>
            <Button look="primary" icon={Check} disabled={isSending} onClick={() => void send("confirm")}>
              {t("confirm")}
            </Button>
            <Button icon={X} disabled={isSending} onClick={() => void send("refuse")}>
              {t("refuse")}
            </Button>
          </>
        ) : null}
      </div>
    </div>
  );
}
