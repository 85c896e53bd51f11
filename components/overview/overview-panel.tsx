"use client";

import { useTranslations } from "next-intl";
import { AgreementCard } from "#components/agreement/agreement-card";
import { useNow } from "#components/status/now";
import { ReviewClock, useReviewCopyText, useReviewHeadline } from "#components/status/review-clock";
import { StatusFold } from "#components/status/status-fold";
import { StatusNotices } from "#components/status/status-notices";
import { TimelineCard } from "#components/status/timeline-card";
import { CopyButton } from "#components/ui/copy-button";
import { useMessage } from "#components/ui/use-message";
import { useWhenIdle } from "#components/ui/use-when-idle";
import { useMasking } from "#lib/evidence/use-masking";
import { useQueue } from "#lib/queue/queue-store";
import { formatSignerName } from "#lib/signature-request/model";
import { maxReviewMs, readPendingSince } from "#lib/status/review-hours";
import { CaseActions } from "./case-actions.tsx";
import { DecisionActions, DecisionForm, DecisionState, useDecisionForm } from "./case-decision.tsx";
import { CheckButton } from "./check-button.tsx";
import { CheckFailures, CheckProgress } from "./check-progress.tsx";
import { ConclusionNotice } from "./conclusion-notice.tsx";
import { CopyAnswer } from "./copy-answer.tsx";
import { CreateDossier } from "./create-dossier.tsx";
import { DecisiveDigests, useDecisiveDigests } from "./decisive-digests.tsx";
import { DifferencesCard } from "./differences-card.tsx";
import { DocumentsCard } from "./documents-card.tsx";
import { useOverview } from "./overview-context.tsx";
import { PrintReport } from "./print-report.tsx";
import { ProvenanceCard } from "./provenance-card.tsx";
import { ReportDialog } from "./report-dialog.tsx";
import { useCheckWhenOpened } from "./use-check-when-opened.ts";
import { useConclusionText } from "./use-conclusion-text.tsx";
import { useReportConclusion } from "./use-report-conclusion.tsx";
import { warmCheck } from "./warm-check.ts";
import { WhoCard } from "./who-card.tsx";

type OverviewPanelProps = {
  fixedNow: string | null;
  reviewer: string;
  /** A dossier of this person may name those who opened the evidence. */
  canShowNames: boolean;
};

/** Shows conclusion, person, pictures, differences, timeline and provenance. */
export function OverviewPanel({ fixedNow, reviewer, canShowNames }: OverviewPanelProps) {
  const tReview = useTranslations("status.review");
  const message = useMessage();
  const { overview, artefacts, comparison, statusBody } = useOverview();
  const { conclusion, isChecking } = overview;
  const { agreement, failed } = comparison;
  const { srId, evidenceId, status, refetchStatus } = artefacts;
  const requested = artefacts.signer ? formatSignerName(artefacts.signer) : null;
  const { masked } = useMasking();
  const nowMs = useNow(fixedNow);
  const form = useDecisionForm();
  const textOf = useConclusionText();
  const headlineOf = useReviewHeadline();
  const copyTextOf = useReviewCopyText();
  const digests = useDecisiveDigests(conclusion);
  const facts = { statusWord: status?.status ?? null, failed: overview.failed };
  const statusNote = overview.statusNote && message(overview.statusNote);
  const check = () => {
    warmCheck();
    artefacts.checkEverything();
  };
  // Before everything was checked, the check comes first.
  const isUndecidable = isChecking || conclusion.code === "not_checked" || conclusion.code === "not_asked";
  // Most openings end in a check, whose code and workers take longer to start than the check itself.
  useWhenIdle(status !== null && artefacts.requestState !== "loading" && overview.canCheck, warmCheck);
  // The next case of a queue is checked when its page opens.
  const isInQueue = useQueue() !== null;
  useWhenIdle(isInQueue && !isUndecidable, warmCheck);
  useCheckWhenOpened({ page: artefacts, canCheck: overview.canCheck, prepare: warmCheck, check });
  useReportConclusion({
    srId,
    evidenceId,
    conclusion,
    isSettled: !isChecking && status !== null && artefacts.requestState !== "loading",
  });
  const isPending = conclusion.code === "not_completed" && status?.state === "in_review";
  const sinceMs = isPending ? readPendingSince(status, nowMs) : null;
  const isOverdue = sinceMs !== null && nowMs - sinceMs > maxReviewMs;
  const sentence = textOf(conclusion, { ...facts, withValues: false }).text;
  const headline = sinceMs === null ? null : headlineOf(sinceMs, nowMs);
  const copyText = sinceMs === null ? "" : copyTextOf(sinceMs, { srId, evidenceId });

  return (
    <div className="space-y-4 max-[700px]:pb-20">
      <DecisionState open={form.open} />
      <ConclusionNotice
        conclusion={conclusion}
        title={headline ?? textOf(conclusion, { ...facts, withValues: !masked }).title}
        statusNote={headline === null ? statusNote : sentence}
        evidence={
          digests ? <DecisiveDigests {...digests} isSigned={conclusion.code === "signed_digest_differs"} /> : null
        }
        review={
          sinceMs === null
            ? null
            : {
                tone: isOverdue ? "unsure" : "silent",
                content: <ReviewClock sinceMs={sinceMs} nowMs={nowMs} copyText={copyText} onAsk={refetchStatus} />,
              }
        }
        progress={isChecking ? <CheckProgress artefacts={artefacts} /> : null}
        failures={<CheckFailures artefacts={artefacts} />}
        actions={
          <CaseActions
            isChecked={!isUndecidable}
            canCheck={overview.canCheck}
            decision={<DecisionActions isPrimary={!isUndecidable} open={form.open} />}
            check={
              <>
                {isOverdue ? (
                  <CopyButton withLabel isPrimary text={copyText} label={tReview("copy")} what={tReview("copyWhat")} />
                ) : null}
                <CheckButton isPrimary={sinceMs === null && isUndecidable} onCheck={check} onApproach={warmCheck} />
              </>
            }
            copy={
              <CopyAnswer
                artefacts={artefacts}
                sentence={headline ?? sentence}
                sentenceWithValues={headline ?? textOf(conclusion, { ...facts, withValues: true }).text}
                requestedName={requested}
                identifiedName={overview.identified?.name ?? null}
                statusNote={headline === null ? statusNote : sentence}
                conclusion={conclusion}
                agreement={agreement}
                reviewer={reviewer}
              />
            }
            more={
              <>
                <CreateDossier canShowNames={canShowNames} />
                <PrintReport />
                <ReportDialog srId={srId} isExamined={artefacts.signatures !== null} />
              </>
            }
          />
        }
      />
      <DecisionForm opened={form.opened} onClose={form.close} />
      <StatusNotices status={status} problem={artefacts.statusProblem} body={statusBody} onRetry={refetchStatus} />
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
      <TimelineCard status={status} nowMs={nowMs} />
      <ProvenanceCard artefacts={artefacts} />
      {status ? (
        <StatusFold
          status={status}
          body={statusBody}
          evidenceId={evidenceId}
          meaning={overview.findings.identification.label}
          detail={overview.findings.identification.detail}
        />
      ) : null}
    </div>
  );
}
