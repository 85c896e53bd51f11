"use client";

import { useQueryClient } from "@tanstack/react-query";
import { usePurpose } from "#components/purpose/purpose-context";
import { useTexts } from "#components/report/use-texts";
import { rulesVersion } from "#lib/agreement/rules-version";
import { knownDigests } from "#lib/bytes/blob-digests";
import { computeDigest } from "#lib/bytes/digest";
import { decisionsQuery } from "#lib/decision/query";
import type { DecisionList } from "#lib/decision/schema";
import type { ArtefactState } from "#lib/evidence/artefact-store";
import type { CaseReportInput, ReportAnswer } from "#lib/report/case/input";
import type { Report } from "#lib/report/model";
import type { PictureChoice } from "#lib/report/print-order";
import { formatSignerName } from "#lib/signature-request/model";
import { useReasonText } from "./conclusion-notice.tsx";
import { useOverview } from "./overview-context.tsx";
import { readReportPictures } from "./read-report-pictures.ts";
import { useConclusionText } from "./use-conclusion-text.tsx";

/** In slices, because the bytes of an archive must not be in memory at once. */
const hashLarge = async (blob: Blob) => (await import("#lib/bytes/sha256")).hashBlob(blob);

async function readAnswer(name: "record" | "files", state: ArtefactState): Promise<ReportAnswer> {
  if (state.phase !== "ready") return { name, sizeBytes: 0, sha256: null };
  const sha256 = state.sha256 ?? knownDigests(state.blob)?.sha256 ?? (await hashLarge(state.blob));
  return { name, sizeBytes: state.blob.size, sha256 };
}

type CaseReportParts = Pick<CaseReportInput, "print" | "choices" | "answers" | "pictures"> & {
  /** Changes the decisions that the report shows. */
  showDecisions?: (decisions: DecisionList) => DecisionList;
};

/** The report of this case, for paper and for a dossier. */
export function useCaseReport() {
  const texts = useTexts();
  const queries = useQueryClient();
  const context = useOverview();
  const { overview, artefacts, comparison, archiveFacts } = context;
  const purpose = usePurpose();
  const textOf = useConclusionText();
  const reasonOf = useReasonText();
  const { srId, evidenceId, status, verdict, request, signer } = artefacts;
  const { conclusion } = overview;
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

  async function buildReport({ showDecisions, ...parts }: CaseReportParts): Promise<Report> {
    const [{ buildCaseReport }, accesses, decisions] = await Promise.all([
      import("#lib/report/case-report"),
      import("#lib/audit/query").then(({ fetchHistory }) => fetchHistory(srId, evidenceId)).catch(() => null),
      queries.fetchQuery({ ...decisionsQuery(srId, evidenceId), staleTime: 0 }).catch(() => null),
    ]);
    const facts = { statusWord: status?.status ?? null, failed: overview.failed };
    const withValues = parts.choices.personal === "shown";
    return buildCaseReport(
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
        accesses,
        decisions: decisions !== null && showDecisions ? showDecisions(decisions) : decisions,
        ...parts,
        rules: rulesVersion,
      },
      texts,
    );
  }

  const readPictures = (choice: PictureChoice) => readReportPictures(context, choice);

  return { readAnswers, readPictures, buildReport };
}
