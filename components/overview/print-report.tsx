"use client";

import { useTranslations } from "next-intl";
import { type PreparedReport, PrintButton, type PrintChoices } from "#components/report/print-button";
import { useMasking } from "#lib/evidence/use-masking";
import type { ReportAnswer } from "#lib/report/case/input";
import { recordPrint } from "#lib/report/query";
import { useOverview } from "./overview-context.tsx";
import { useCaseReport } from "./use-case-report.ts";

/** The report of this case on paper. */
export function PrintReport() {
  const t = useTranslations("overview");
  const { overview, artefacts } = useOverview();
  const { readAnswers, readPictures, buildReport } = useCaseReport();
  const { masked } = useMasking();
  const { srId, evidenceId } = artefacts;
  const { conclusion, isChecking } = overview;

  async function prepare(choices: PrintChoices): Promise<PreparedReport> {
    const answers = await readAnswers();
    const digestOf = (name: ReportAnswer["name"]) => answers.find((answer) => answer.name === name)?.sha256 ?? null;
    const print = await recordPrint(srId, evidenceId, {
      view: "report",
      conclusion: conclusion.code,
      ...choices,
      status: digestOf("status"),
      record: digestOf("record"),
      files: digestOf("files"),
      token: digestOf("token"),
    });
    const { items, pictures } = await readPictures(choices.pictures);
    const report = await buildReport({ print, choices, answers, pictures: items });
    const urls = [...pictures].map(([number, picture]) => [number, URL.createObjectURL(picture)] as const);
    return { report, pictures: new Map(urls) };
  }

  return (
    <PrintButton
      label={t("print")}
      choices={{ pictures: masked ? "masked" : "small", personal: masked ? "masked" : "shown" }}
      disabledBecause={isChecking ? t("printWaits") : null}
      prepare={prepare}
    />
  );
}
