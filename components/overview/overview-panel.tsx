"use client";

import { ListChecks, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { AgreementSheet } from "#components/agreement/agreement-sheet";
import { StatusPanel } from "#components/status/status-panel";
import { Button } from "#components/ui/button";
import { conclude } from "#lib/agreement/conclude";
import { CheckProgress } from "./check-progress.tsx";
import { useComparison } from "./comparison-context.tsx";
import { ConclusionNotice, useConclusionSentence } from "./conclusion-notice.tsx";
import { ProvenanceSheet } from "./provenance-sheet.tsx";
import { ReportDialog } from "./report-dialog.tsx";
import { VerdictButton } from "./verdict-button.tsx";

/** May I rely on this identification, and why: conclusion, reasons, the comparison behind them, timeline, provenance. */
export function OverviewPanel({ fixedNow, reviewer }: { fixedNow: string | null; reviewer: string }) {
  const t = useTranslations("overview");
  const { pieces, archive, agreement, isComparing, notOpened, failed } = useComparison();
  const { record, files, verdict, status, signatures, tokenFlight } = pieces;
  const conclusion = useMemo(
    () =>
      conclude({
        identification: status?.state ?? null,
        token: verdict,
        archive: archive && { ...archive, files: archive.files.length },
        agreement,
        notOpened,
        isComparing,
        signatures: signatures?.length ?? null,
      }),
    [status, verdict, archive, agreement, notOpened, isComparing, signatures],
  );
  const sentence = useConclusionSentence(conclusion);
  const isReading = files.state.phase === "ready" && archive === null;
  const isFetching = record.state.phase === "loading" || files.state.phase === "loading" || tokenFlight === "loading";
  const isChecking = isFetching || isReading || isComparing;

  return (
    <div className="space-y-4">
      <ConclusionNotice
        conclusion={conclusion}
        sentence={sentence}
        actions={
          <>
            <Button
              look="primary"
              icon={ListChecks}
              onClick={pieces.checkEverything}
              disabled={notOpened.length === 0 || isChecking}
              aria-busy={isChecking}
            >
              {t(isChecking ? "checking" : "checkEverything")}
            </Button>
            <VerdictButton pieces={pieces} sentence={sentence} agreement={agreement} reviewer={reviewer} />
            <Button icon={Printer} onClick={() => window.print()}>
              {t("print")}
            </Button>
            <ReportDialog srId={pieces.srId} isExamined={signatures !== null} />
          </>
        }
      />
      <CheckProgress pieces={pieces} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="min-w-0 space-y-4">
          <AgreementSheet agreement={agreement} failed={failed} />
          <ProvenanceSheet pieces={pieces} />
        </div>
        <StatusPanel fixedNow={fixedNow} />
      </div>
    </div>
  );
}
