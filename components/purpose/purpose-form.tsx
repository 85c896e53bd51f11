"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useCallback, useId, useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { ProblemNotice } from "#components/ui/problem-notice";
import { ApiError } from "#lib/api-client";
import type { ProblemDetails } from "#lib/problem";
import { maxPurposeLength, readPurposeText } from "#lib/purpose/model";
import { confirmPurpose } from "#lib/purpose/query";
import type { Purpose } from "#lib/purpose/schema";

type PurposeFormProps = {
  /** Null for lists and searches. */
  srId: string | null;
  isRequired: boolean;
  link: Purpose | null;
  onConfirmed: (purpose: Purpose) => void;
  onSkip: () => void;
};

function readForm(form: HTMLFormElement): Purpose {
  const data = new FormData(form);
  const read = (name: string) => readPurposeText(String(data.get(name) ?? ""));
  return { ticket: read("ticket"), purpose: read("purpose") };
}

const isNothing = ({ ticket, purpose }: Purpose) => ticket === null && purpose === null;

const control = "w-full rounded-lg border border-edge bg-sheet px-3 py-2";

/** Ticket and purpose, prefilled from the link; only the user's click confirms them. */
export function PurposeForm({ srId, isRequired, link, onConfirmed, onSkip }: PurposeFormProps) {
  const t = useTranslations("purpose");
  const [isBusy, setBusy] = useState(false);
  const hintId = useId();
  const [isEmpty, setEmpty] = useState(link === null);
  const [problem, setProblem] = useState<ProblemDetails | null>(null);

  // As a ref it also reads what was typed before the page became interactive.
  const check = useCallback((form: HTMLFormElement | null) => {
    if (form) setEmpty(isNothing(readForm(form)));
  }, []);

  async function confirm(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const purpose = readForm(event.currentTarget);
    setProblem(null);
    if (isNothing(purpose)) return;
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
        <form onSubmit={confirm} ref={check} onInput={(event) => check(event.currentTarget)} className="space-y-4">
          <p className="text-soft">
            {t(`${srId === null ? "lists" : "request"}.${isRequired ? "required" : "optional"}`)}
          </p>
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
            <p id={hintId} className="text-soft">
              {t("needOne")}
            </p>
          ) : null}
          <div className="flex flex-wrap gap-2">
            <Button
              type="submit"
              look="primary"
              icon={Check}
              disabled={isBusy || isEmpty}
              aria-describedby={isEmpty ? hintId : undefined}
            >
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
