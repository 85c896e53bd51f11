"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { Fold } from "#components/ui/fold";
import { useMessage } from "#components/ui/use-message";
import { Verbatim } from "#components/ui/verbatim";
import type { ReadBody } from "#lib/evidence/read-body";
import { useFold } from "#lib/evidence/use-folds";
import type { Message } from "#lib/i18n/message";
import type { StatusQueryData } from "#lib/status/query";
import { RawStatus } from "./raw-status.tsx";
import { StatusFacts } from "./status-facts.tsx";
import { StatusProvenance } from "./status-provenance.tsx";

type StatusFoldProps = {
  status: StatusQueryData;
  body: ReadBody | null;
  evidenceId: string;
  /** What the status word means, and whether a person reviewed. */
  meaning: Message;
  detail: Message | null;
};

/** The fields of the status, where they came from, and the status as sent. */
export const StatusFold = memo(function StatusFold({ status, body, evidenceId, meaning, detail }: StatusFoldProps) {
  const t = useTranslations("status");
  const textOf = useMessage();
  const { isOpen, toggle } = useFold("status");
  return (
    <Fold
      title={t("raw.show")}
      aside={
        <>
          {[meaning, detail].flatMap((one) => (one ? [textOf(one)] : [])).join(" · ")}
          {status.transactionCode ? (
            <>
              {" · "}
              {t("facts.transactionCode")} <Verbatim text={status.transactionCode} cap={40} />
            </>
          ) : null}
        </>
      }
      isOpen={isOpen}
      onToggle={toggle}
    >
      <div className="space-y-3 p-4">
        <StatusFacts status={status} evidenceId={evidenceId} />
        <div className="border-t border-line pt-3 text-xs text-soft">
          <StatusProvenance status={status} />
        </div>
        <RawStatus status={status} body={body} evidenceId={evidenceId} />
      </div>
    </Fold>
  );
});
