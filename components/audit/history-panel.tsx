"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useEvidence } from "#components/evidence/evidence-context";
import { Card } from "#components/ui/card";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Skeleton } from "#components/ui/skeleton";
import { ApiError } from "#lib/api-client";
import { historyQuery } from "#lib/audit/query";
import { AccessRow } from "./access-row.tsx";
import { DigestLine } from "./digest-line.tsx";
import { Pager } from "./pager.tsx";
import { PrintHistory } from "./print-history.tsx";

export function HistoryPanel() {
  const t = useTranslations("audit.history");
  const { srId, evidenceId } = useEvidence();
  const [trail, setTrail] = useState<readonly number[]>([]);
  const history = useQuery(historyQuery(srId, evidenceId, trail.at(-1) ?? null));
  const problem = history.error instanceof ApiError ? history.error.problem : null;
  if (problem) return <ProblemNotice problem={problem} onRetry={() => history.refetch()} />;
  if (!history.data)
    return (
      <Card title={t("openings")}>
        <Skeleton lines={6} />
      </Card>
    );
  const { items, digests, nextBefore } = history.data;
  return (
    <div className="space-y-5">
      <div className="flex justify-end">
        <PrintHistory srId={srId} evidenceId={evidenceId} />
      </div>
      <Card title={t("digests")} footer={t("digestsNote")}>
        {digests.length === 0 ? <p className="text-soft">{t("noDigests")}</p> : null}
        <ul className="space-y-3">
          {digests.map((digest) => (
            <DigestLine key={digest.artefact} digest={digest} />
          ))}
        </ul>
      </Card>
      <Card flush title={t("openings")} footer={t("openingsNote")}>
        {items.length === 0 ? <p className="p-6 text-center text-soft">{t("none")}</p> : null}
        <ol aria-label={t("openings")} aria-busy={history.isPlaceholderData}>
          {items.map((opening) => (
            <AccessRow key={opening.sequence} opening={opening} />
          ))}
        </ol>
      </Card>
      <Pager
        label={t("pages")}
        page={trail.length + 1}
        onNewer={trail.length > 0 ? () => setTrail(trail.slice(0, -1)) : null}
        onOlder={nextBefore === null ? null : () => setTrail([...trail, nextBefore])}
      />
    </div>
  );
}
