"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Card } from "#components/ui/sheet";
import { ApiError } from "#lib/api-client";
import type { ProblemDetails } from "#lib/problem";
import { maxPurposeLength } from "#lib/purpose/model";
import { confirmPurpose } from "#lib/purpose/query";
import type { Purpose } from "#lib/purpose/schema";

type PurposeFormProps = {
  srId: string;
  isRequired: boolean;
  link: Purpose | null;
  onConfirmed: (purpose: Purpose) => void;
  onSkip: () => void;
};

const control = "w-full rounded-lg border border-edge bg-sheet px-3 py-2";

/** Ticket and purpose, prefilled from the link; only the user's click confirms them. */
export function PurposeForm({ srId, isRequired, link, onConfirmed, onSkip }: PurposeFormProps) {
  const t = useTranslations("purpose");
  const [isBusy, setBusy] = useState(false);
  const [isEmpty, setEmpty] = useState(false);
  const [problem, setProblem] = useState<ProblemDetails | null>(null);

  async function confirm(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const read = (name: string) => String(data.get(name) ?? "").trim() || null;
    const purpose = { ticket: read("ticket"), purpose: read("purpose") };
    setProblem(null);
    setEmpty(purpose.ticket === null && purpose.purpose === null);
    if (purpose.ticket === null && purpose.purpose === null) return;
    const isLink = link !== null && link.ticket === purpose.ticket && link.purpose === purpose.purpose;
    setBusy(true);
    try {
      onConfirmed(await confirmPurpose(srId, { ...purpose, source: isLink ? "link" : "typed" }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.problem);
      setBusy(false);
    }
  }

  return (
    <div className="mx-auto max-w-xl">
      <Card title={t("title")}>
        <form onSubmit={confirm} className="space-y-4">
          <p className="text-soft">{t(isRequired ? "required" : "optional")}</p>
          <label className="block">
            <span className="mb-1 block text-xs text-soft">{t("ticket")}</span>
            <input
              name="ticket"
              defaultValue={link?.ticket ?? ""}
              maxLength={maxPurposeLength}
              autoComplete="off"
              className={control}
            />
          </label>
          <label className="block">
            <span className="mb-1 block text-xs text-soft">{t("purpose")}</span>
            <textarea
              name="purpose"
              rows={2}
              defaultValue={link?.purpose ?? ""}
              maxLength={maxPurposeLength}
              className={control}
            />
          </label>
          {isEmpty ? (
            <p role="alert" className="text-contradicted">
              {t("needOne")}
            </p>
          ) : null}
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="primary" icon={Check} disabled={isBusy}>
              {t(isBusy ? "confirming" : isRequired ? "confirm" : "confirmOnly")}
            </Button>
            {isRequired ? null : <Button onClick={onSkip}>{t("skip")}</Button>}
          </div>
          {problem ? <ProblemNotice problem={problem} /> : null}
        </form>
      </Card>
    </div>
  );
}
