"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useEvidence } from "#components/evidence/evidence-context";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Provenance } from "#components/ui/provenance";
import { Skeleton } from "#components/ui/skeleton";
import { ApiError, fallbackProblem } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { type CachedVerdict, useVerdict } from "#lib/token/query";
import { readHeaderText, tokenBytes } from "#lib/token/token-bytes";
import { useClaimsText } from "#lib/token/use-claims-text";
import { ChangedToken } from "./changed-token.tsx";
import { CheckList } from "./check-list.tsx";
import { ClaimsCard } from "./claims-card.tsx";
import { HeaderCard } from "./header-card.tsx";
import { KeyCard } from "./key-card.tsx";
import { RawToken } from "./raw-token.tsx";
import { VerdictNotice } from "./verdict-notice.tsx";
import { VerifyYourself } from "./verify-yourself.tsx";

export function TokenPanel() {
  const t = useTranslations("token");
  const { srId, evidenceId } = useEvidence();
  const { data, error, isFetching, refetch } = useVerdict(srId, evidenceId);
  if (isFetching)
    return (
      <Card>
        <Skeleton lines={6} />
      </Card>
    );
  if (error) {
    const problem = error instanceof ApiError ? error.problem : fallbackProblem(apiPaths.verdict(srId, evidenceId), 0);
    return <ProblemNotice problem={problem} onRetry={() => refetch()} />;
  }
  if (!data) return null;
  if (data.earlierSha256) return <ChangedToken earlier={data.earlierSha256} now={data.verdict.sha256} />;
  return (
    <>
      <ReadyToken cached={data} evidenceId={evidenceId} />
      <div className="mt-5 flex justify-end">
        <Button icon={RotateCcw} onClick={() => refetch()}>
          {t("again")}
        </Button>
      </div>
    </>
  );
}

function ReadyToken({ cached, evidenceId }: { cached: CachedVerdict; evidenceId: string }) {
  const t = useTranslations("token");
  const { verdict, fetchedAt } = cached;
  const claimsText = useClaimsText(verdict);
  const headerText = useMemo(() => readHeaderText(verdict), [verdict]);
  return (
    <div className="space-y-5">
      <VerdictNotice verdict={verdict} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
        <CheckList verdict={verdict} headerText={headerText} claimsText={claimsText} />
        <div className="min-w-0 space-y-5">
          <KeyCard verdict={verdict} evidenceId={evidenceId} />
          <HeaderCard verdict={verdict} text={headerText} />
          <VerifyYourself verdict={verdict} evidenceId={evidenceId} />
        </div>
      </div>
      <ClaimsCard verdict={verdict} text={claimsText} />
      <RawToken
        verdict={verdict}
        evidenceId={evidenceId}
        footer={
          <Provenance
            endpoint={t("endpoint")}
            fetchedAt={fetchedAt}
            sizeBytes={tokenBytes(verdict).length}
            sha256={verdict.sha256}
          />
        }
      />
    </div>
  );
}
