"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePurpose } from "#components/purpose/purpose-context";
import { type PreparedReport, PrintButton, type PrintChoices } from "#components/report/print-button";
import { useTexts } from "#components/report/use-texts";
import { rulesVersion } from "#lib/agreement/rules-version";
import { computeDigest } from "#lib/bytes/digest";
import { decisionsQuery } from "#lib/decision/query";
import type { ArtefactState } from "#lib/evidence/artefact-store";
import { useMasking } from "#lib/evidence/use-masking";
import { type CasePicture, choosePictures, listPictures } from "#lib/overview/case-pictures";
import type { ReportAnswer, ReportPicture } from "#lib/report/case/input";
import { recordPrint } from "#lib/report/query";
import { formatSignerName } from "#lib/signature-request/model";
import { useReasonText } from "./conclusion-notice.tsx";
import { useOverview } from "./overview-context.tsx";
import { useConclusionText } from "./use-conclusion-text.tsx";

async function readAnswer(name: "record" | "files", state: ArtefactState): Promise<ReportAnswer> {
  if (state.phase !== "ready") return { name, sizeBytes: 0, sha256: null };
  const sha256 = state.sha256 ?? (await computeDigest(await state.blob.arrayBuffer()));
  return { name, sizeBytes: state.blob.size, sha256 };
}

/** The report of this case on paper. */
export function PrintReport() {
  const t = useTranslations("overview");
  const texts = useTexts();
  const queries = useQueryClient();
  const { overview, artefacts, comparison, archive, archiveState, archiveFacts } = useOverview();
  const purpose = usePurpose();
  const { masked } = useMasking();
  const textOf = useConclusionText();
  const reasonOf = useReasonText();
  const { srId, evidenceId, status, verdict, request, signer } = artefacts;
  const { conclusion, isChecking } = overview;
  const { agreement } = comparison;

  async function readAnswers(): Promise<ReportAnswer[]> {
    const ofText = async (name: "status" | "token", text: string | null): Promise<ReportAnswer> => {
      const bytes = new TextEncoder().encode(text ?? "");
      return { name, sizeBytes: bytes.length, sha256: text === null ? null : await computeDigest(bytes.buffer) };
    };
    return [
      await ofText("status", status?.raw ?? null),
      await readAnswer("record", artefacts.record.state),
      await readAnswer("files", artefacts.files.state),
      { ...(await ofText("token", verdict?.token ?? null)), sha256: verdict?.sha256 ?? null },
    ];
  }

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
    const [{ buildCaseReport }, { items, pictures }, accesses, decisions] = await Promise.all([
      import("#lib/report/case-report"),
      readPictures(choices.pictures),
      import("#lib/audit/query").then(({ fetchHistory }) => fetchHistory(srId, evidenceId)).catch(() => null),
      queries.fetchQuery({ ...decisionsQuery(srId, evidenceId), staleTime: 0 }).catch(() => null),
    ]);
    const facts = { statusWord: status?.status ?? null, failed: overview.failed };
    const withValues = choices.personal === "shown";
    const report = buildCaseReport(
      {
        srId,
        evidenceId,
        ticket: purpose?.ticket ?? null,
        purpose: purpose?.purpose ?? null,
        request,
        signer,
        requestedName: signer ? formatSignerName(signer) : null,
        identifiedName: overview.identified?.name ?? null,
        status,
        conclusion: {
          ...conclusion,
          text: textOf(conclusion, { ...facts, withValues }).text,
          reasons: conclusion.reasons.map(reasonOf),
        },
        notOpened: overview.notOpened,
        failed: overview.failed,
        agreement,
        verdict,
        archive: archiveFacts,
        signatures: artefacts.signatures?.length ?? null,
        answers,
        pictures: items,
        accesses,
        decisions,
        print,
        choices,
        rules: rulesVersion,
      },
      texts,
    );
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
