"use client";

import { useTranslations } from "next-intl";
import { type PreparedReport, PrintButton, type PrintChoices } from "#components/report/print-button";
import { useMasking } from "#lib/evidence/use-masking";
import { type CasePicture, choosePictures, listPictures } from "#lib/overview/case-pictures";
import type { ReportAnswer, ReportPicture } from "#lib/report/case/input";
import { recordPrint } from "#lib/report/query";
import { useOverview } from "./overview-context.tsx";
import { useCaseReport } from "./use-case-report.ts";

/** The report of this case on paper. */
export function PrintReport() {
  const t = useTranslations("overview");
  const { overview, artefacts, comparison, archive, archiveState, archiveFacts } = useOverview();
  const { readAnswers, buildReport } = useCaseReport();
  const { masked } = useMasking();
  const { srId, evidenceId } = artefacts;
  const { conclusion, isChecking } = overview;
  const { agreement } = comparison;

  /** What cannot be drawn is described in the report, without its picture. */
  async function readPictures(choice: PrintChoices["pictures"]) {
    const items: ReportPicture[] = [];
    const pictures = new Map<number, string>();
    if (choice === "none" || archive === null || archiveFacts === null) return { items, pictures };
    // With the first report that has pictures, to keep the overview small.
    const [{ loadPicture }, { drawPicture }] = await Promise.all([
      import("#components/files/load-picture"),
      import("#components/report/draw-picture"),
    ]);
    const chosen = choosePictures(listPictures(archiveState, agreement?.digests ?? null));
    for (const place of ["document", "face"] as const) {
      const picture: CasePicture | null = chosen[place];
      if (picture === null) continue;
      const { number } = picture.entry;
      const type = picture.check.content.mime;
      try {
        const { signal } = new AbortController();
        const loaded = await loadPicture(await archive.readFile(picture.entry, { signal }), signal);
        pictures.set(number, await drawPicture(loaded.blob, loaded.mime, choice));
        items.push({ number, place, type, pixels: loaded.size });
      } catch {
        items.push({ number, place, type, pixels: null });
      }
    }
    return { items, pictures };
  }

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
    return { report, pictures };
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
