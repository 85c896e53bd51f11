"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { ProblemNotice } from "#components/ui/problem-notice";
import { ApiError, fallbackProblem } from "#lib/api-client";
import type { ProblemDetails } from "#lib/problem";
import type { Report } from "#lib/report/model";
import { type PersonalChoice, type PictureChoice, personalChoices, pictureChoices } from "#lib/report/print-order";

const Paper = lazy(async () => ({ default: (await import("./paper.tsx")).Paper }));

export type PrintChoices = { pictures: PictureChoice; personal: PersonalChoice };

/** A recorded report, ready to be laid out; `pictures` are object URLs by number of their file. */
export type PreparedReport = { report: Report; pictures: ReadonlyMap<number, string> };

type PrintButtonProps = {
  label: string;
  /** Null for a report without pictures and personal data of the identified person. */
  choices: PrintChoices | null;
  /** Why nothing can be printed now. */
  disabledBecause?: string | null;
  /** Records the report first; if that fails, nothing is printed. @throws ApiError */
  prepare: (choices: PrintChoices) => Promise<PreparedReport>;
};

const nothing: PrintChoices = { pictures: "none", personal: "shown" };

/** Asks what the paper shows, records the report, and opens the print dialog of the browser. One entry is one print. */
export function PrintButton({ label, choices: initial, disabledBecause = null, prepare }: PrintButtonProps) {
  const t = useTranslations("report.dialog");
  const dialog = useRef<HTMLDialogElement>(null);
  const reasonId = useId();
  const [choices, setChoices] = useState(initial ?? nothing);
  const [isWorking, setWorking] = useState(false);
  const [problem, setProblem] = useState<ProblemDetails | null>(null);
  const [prepared, setPrepared] = useState<PreparedReport | null>(null);

  // An effect, because the browser says when its print dialog is over; then another print needs another entry.
  useEffect(() => {
    if (prepared === null) return;
    const end = () => setPrepared(null);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("afterprint", end);
      for (const url of prepared.pictures.values()) URL.revokeObjectURL(url);
    };
  }, [prepared]);

  function open() {
    setProblem(null);
    setChoices(initial ?? nothing);
    dialog.current?.showModal();
  }

  async function print() {
    setProblem(null);
    setWorking(true);
    try {
      setPrepared(await prepare(choices));
    } catch (error) {
      setWorking(false);
      setProblem(error instanceof ApiError ? error.problem : fallbackProblem(window.location.pathname, 200));
    }
  }

  return (
    <>
      <Button
        icon={Printer}
        onClick={open}
        disabled={disabledBecause !== null}
        aria-describedby={disabledBecause === null ? undefined : reasonId}
        title={disabledBecause ?? undefined}
      >
        {label}
      </Button>
      {disabledBecause === null ? null : (
        <span id={reasonId} className="sr-only">
          {disabledBecause}
        </span>
      )}
      <Dialog ref={dialog} name={label} className="w-[min(28rem,calc(100vw-2rem))] p-5">
        <h2 className="text-base font-semibold">{label}</h2>
        <p className="mt-1 text-soft">{t("recorded")}</p>
        {initial === null ? null : (
          <div className="mt-4 space-y-4">
            <Choice
              name={t("pictures")}
              options={pictureChoices.map((value) => ({ value, label: t(`pictureChoices.${value}`) }))}
              value={choices.pictures}
              onChange={(pictures) => setChoices({ ...choices, pictures })}
            />
            <Choice
              name={t("personal")}
              options={personalChoices.map((value) => ({ value, label: t(`personalChoices.${value}`) }))}
              value={choices.personal}
              onChange={(personal) => setChoices({ ...choices, personal })}
            />
          </div>
        )}
        <div aria-live="polite" className="[&>*]:mt-4">
          {problem === null ? null : (
            <>
              <p className="font-semibold">{t("notPrinted")}</p>
              <ProblemNotice problem={problem} />
            </>
          )}
        </div>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={() => dialog.current?.close()}>{t("cancel")}</Button>
          <Button look="primary" icon={Printer} disabled={isWorking} onClick={print}>
            {t(isWorking ? "preparing" : "print")}
          </Button>
        </div>
      </Dialog>
      {prepared === null ? null : (
        <Suspense>
          <Paper
            report={prepared.report}
            pictures={prepared.pictures}
            onReady={() => {
              setWorking(false);
              dialog.current?.close();
              window.print();
            }}
          />
        </Suspense>
      )}
    </>
  );
}

type ChoiceProps<Value extends string> = {
  name: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
};

function Choice<Value extends string>({ name, options, value, onChange }: ChoiceProps<Value>) {
  const group = useId();
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-semibold">{name}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {options.map((option) => (
          <label key={option.value} className="inline-flex min-h-9 items-center gap-2">
            <input
              type="radio"
              name={group}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="size-4 accent-accent"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
