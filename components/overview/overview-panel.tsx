"use client";

import { ListChecks, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { AgreementSheet } from "#components/agreement/agreement-sheet";
import { StatusPanel } from "#components/status/status-panel";
import { Button } from "#components/ui/button";
import { deriveConclusion } from "#lib/agreement/conclusion";
import { findIdentifiedName } from "#lib/agreement/identified-person";
import { useMasking } from "#lib/evidence/use-masking";
import { formatSignerName } from "#lib/signature-request/model";
import { CheckProgress } from "./check-progress.tsx";
import { useComparison } from "./comparison-context.tsx";
import { ConclusionNotice } from "./conclusion-notice.tsx";
import { CopyAnswer } from "./copy-answer.tsx";
import { PeopleLine } from "./people-line.tsx";
import { ProvenanceSheet } from "./provenance-sheet.tsx";
import { ReportDialog } from "./report-dialog.tsx";
import { useConclusionText } from "./use-conclusion-text.tsx";

/** Shows conclusion, reasons, comparison, timeline and provenance. */
export function OverviewPanel({ fixedNow, reviewer }: { fixedNow: string | null; reviewer: string }) {
  const t = useTranslations("overview");
  const { artefacts, archive, agreement, isComparing, notOpened, failedArtefacts, failed } = useComparison();
  const { record, files, verdict, status, statusState, requestState, signatures, tokenState } = artefacts;
  const isLoading = statusState === "loading" || requestState === "loading";
  const isReading = files.state.phase === "ready" && archive === null;
  const isFetching = record.state.phase === "loading" || files.state.phase === "loading" || tokenState === "loading";
  const isChecking = isFetching || isReading || isComparing || artefacts.isReportLoading;
  const isChecked = record.state.phase === "ready" || files.state.phase === "ready" || verdict !== null;
  const conclusion = useMemo(
    () =>
      deriveConclusion({
        identification: status?.state ?? null,
        statusWord: status?.status ?? null,
        token: verdict,
        archive: archive && { ...archive, files: archive.files.length },
        agreement,
        notOpened,
        failed: failedArtefacts,
        // The conclusion needs status, request and a finished comparison.
        isChecking: isChecking || isLoading || (isChecked && agreement === null && !failed),
        signatures: signatures?.length ?? null,
      }),
    [
      status,
      isLoading,
      verdict,
      archive,
      agreement,
      notOpened,
      failedArtefacts,
      isChecking,
      isChecked,
      failed,
      signatures,
    ],
  );
  const requested = artefacts.signer ? formatSignerName(artefacts.signer) : null;
  const { masked } = useMasking();
  const textOf = useConclusionText();
  const facts = { statusWord: status?.status ?? null, failed: failedArtefacts };
  const { title } = textOf(conclusion, { ...facts, withValues: !masked });
  const isMapped = status?.stateSource === "setting" && status.state === "completed";
  const statusNote = isMapped ? t("reasons.completed_by_setting", { word: status.status ?? "" }) : null;

  return (
    <div className="space-y-4">
      <ConclusionNotice
        conclusion={conclusion}
        title={title}
        people={<PeopleLine requested={requested} identified={findIdentifiedName(agreement)} />}
        statusNote={statusNote}
        actions={
          <>
            <Button
              look="primary"
              icon={ListChecks}
              onClick={artefacts.checkEverything}
              disabled={(notOpened.length === 0 && failedArtefacts.length === 0) || isChecking}
              aria-busy={isChecking}
            >
              {t(isChecking ? "checking" : "checkEverything")}
            </Button>
            <CopyAnswer
              artefacts={artefacts}
              sentence={textOf(conclusion, { ...facts, withValues: false }).text}
              statusNote={statusNote}
              conclusion={conclusion}
              agreement={agreement}
              reviewer={reviewer}
            />
            <Button icon={Printer} onClick={() => window.print()}>
              {t("print")}
            </Button>
            <ReportDialog srId={artefacts.srId} isExamined={signatures !== null} />
          </>
        }
      />
      <CheckProgress artefacts={artefacts} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="min-w-0 space-y-4">
          <AgreementSheet agreement={agreement} failed={failed} />
          <ProvenanceSheet artefacts={artefacts} />
        </div>
        <StatusPanel fixedNow={fixedNow} />
      </div>
    </div>
  );
}
