"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { Card } from "#components/ui/card";
import { lazyPart } from "#components/ui/lazy-part";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import type { Agreement } from "#lib/agreement/model";

type AgreementCardProps = {
  /** Null until a comparable artefact is loaded. */
  agreement: Agreement | null;
  /** The comparison itself failed, which is an internal error and not a finding. */
  failed: boolean;
};

/** The tables come with the first comparison, to keep the overview small. */
export const AgreementFolds = lazyPart(
  async () => (await import("./agreement-folds.tsx")).AgreementFolds,
  () => <Skeleton lines={3} />,
);

/** The whole comparison, folded: statements and digests. */
export const AgreementCard = memo(function AgreementCard({ agreement, failed }: AgreementCardProps) {
  const t = useTranslations("agreement");
  if (failed) return <Notice role="alert" tone="unsure" title={t("failed")} />;
  if (!agreement || agreement.statements.length === 0)
    return (
      <Card title={t("title")}>
        <p className="text-soft">{t("nothing")}</p>
      </Card>
    );
  return <AgreementFolds agreement={agreement} />;
});
