"use client";

import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import { AgreementCard } from "#components/agreement/agreement-card";
import { StatusPanel } from "#components/status/status-panel";
import { Button } from "#components/ui/button";
import { useMessage } from "#components/ui/use-message";
import { useMasking } from "#lib/evidence/use-masking";
import { formatSignerName } from "#lib/signature-request/model";
import { CheckProgress } from "./check-progress.tsx";
import { ConclusionNotice } from "./conclusion-notice.tsx";
import { CopyAnswer } from "./copy-answer.tsx";
import { DifferencesCard } from "./differences-card.tsx";
import { DocumentsCard } from "./documents-card.tsx";
import { useOverview } from "./overview-context.tsx";
import { PrintReport } from "./print-report.tsx";
import { ProvenanceCard } from "./provenance-card.tsx";
import { ReportDialog } from "./report-dialog.tsx";
import { useConclusionText } from "./use-conclusion-text.tsx";
import { WhoCard } from "./who-card.tsx";

/** Shows conclusion, reasons, comparison, timeline and provenance. */
export function OverviewPanel({ fixedNow, reviewer }: { fixedNow: string | null; reviewer: string }) {
  const t = useTranslations("overview");
  const message = useMessage();
  const { overview, artefacts, comparison } = useOverview();
  const { conclusion, isChecking } = overview;
  const { agreement, failed } = comparison;
  const requested = artefacts.signer ? formatSignerName(artefacts.signer) : null;
  const { masked } = useMasking();
  const textOf = useConclusionText();
  const facts = { statusWord: artefacts.status?.status ?? null, failed: overview.failed };
  const { title } = textOf(conclusion, { ...facts, withValues: !masked });
  const statusNote = overview.statusNote && message(overview.statusNote);

  return (
    <div className="space-y-4">
      <ConclusionNotice
        conclusion={conclusion}
        title={title}
        statusNote={statusNote}
        actions={
          <>
            <Button
              look="primary"
              icon={ListChecks}
              data-command=""
              onClick={artefacts.checkEverything}
              disabled={!overview.canCheck}
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
            <PrintReport />
            <ReportDialog srId={artefacts.srId} isExamined={artefacts.signatures !== null} />
          </>
        }
      />
      <CheckProgress artefacts={artefacts} />
      <div className="grid gap-4 min-[1100px]:grid-cols-[22rem_minmax(0,1fr)]">
        <WhoCard requested={requested} identified={overview.identified} agreement={agreement} isChecking={isChecking} />
        <div className="min-w-0 max-[700px]:order-first">
          <DocumentsCard />
        </div>
      </div>
      <DifferencesCard
        agreement={agreement}
        isChecking={isChecking}
        isComplete={!isChecking && overview.notOpened.length === 0 && overview.failed.length === 0}
      />
      <AgreementCard agreement={agreement} failed={failed} />
      <StatusPanel fixedNow={fixedNow} />
      <ProvenanceCard artefacts={artefacts} />
    </div>
  );
}
