"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { lazyPart } from "#components/ui/lazy-part";
import { Skeleton } from "#components/ui/skeleton";
import { listDifferences } from "#lib/agreement/list-differences";
import type { Agreement } from "#lib/agreement/model";

/** Comes with the first comparison, to keep the overview small. */
export const DifferenceTable = lazyPart(
  async () => (await import("./difference-table.tsx")).DifferenceTable,
  () => <Skeleton lines={3} />,
);

type DifferencesCardProps = {
  agreement: Agreement | null;
  isChecking: boolean;
  /** False while an artefact is not opened or could not be fetched: then nothing is known of it. */
  isComplete: boolean;
};

/** Only what does not agree, most serious first, each with both values and who states them. */
export const DifferencesCard = memo(function DifferencesCard({
  agreement,
  isChecking,
  isComplete,
}: DifferencesCardProps) {
  const t = useTranslations("overview.differences");
  const rows = agreement === null ? [] : listDifferences(agreement);
  const isWhole = isComplete && agreement !== null && !agreement.isCut && agreement.broken.length === 0;
  if (rows.length === 0) {
    return (
      <Card title={t("title")}>
        {agreement === null ? (
          <p className="text-soft">{t(isChecking ? "comparing" : "notFetched")}</p>
        ) : (
          <Badge tone="silent">{t(isWhole ? "none" : "noneSoFar")}</Badge>
        )}
      </Card>
    );
  }
  return (
    <Card title={t("title")} aside={t("count", { count: rows.length })} flush>
      <DifferenceTable rows={rows} />
    </Card>
  );
});
