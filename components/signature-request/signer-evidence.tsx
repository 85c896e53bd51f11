"use client";

import { useQuery } from "@tanstack/react-query";
import { Clock, FileCheck2, FileX2, Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { Verbatim } from "#components/ui/as-sent";
import { Badge } from "#components/ui/badge";
import { ApiError } from "#lib/api-client";
import type { Signer } from "#lib/signature-request/model";
import { statusQuery } from "#lib/status/query";
import type { EvidenceStatus, IdentificationState } from "#lib/status/schema";

/** Why a signer has no evidence; each reason can be normal. */
function reasonWithout(signer: Signer): "account" | "waiting" | "none" {
  if (signer.hasAccount) return "account";
  return signer.requiresEvidence && signer.statusCode === "OPEN" ? "waiting" : "none";
}

/** State of a signer's evidence; never green, because existing evidence proves nothing. */
export function SignerEvidence({ srId, signer }: { srId: string; signer: Signer }) {
  const t = useTranslations("signatureRequest.evidence");
  const status = useQuery({ ...statusQuery(srId, signer.evidenceId ?? ""), enabled: signer.evidenceId !== null });

  if (signer.malformedEvidenceId !== null)
    return (
      <div>
        <Badge tone="unsure">{t("malformedId")}</Badge>
        <p className="mt-1">
          <Verbatim text={signer.malformedEvidenceId} cap={80} />
        </p>
      </div>
    );
  if (signer.evidenceId === null) {
    const reason = reasonWithout(signer);
    return (
      <div>
        <Badge tone="silent" icon={FileX2}>
          {t("noneExpected")}
        </Badge>
        <p className="mt-1 text-xs text-soft">{t(`reason.${reason}`)}</p>
      </div>
    );
  }
  if (status.isPending) return <span className="text-soft">{t("asking")}</span>;
  if (status.error) {
    const code = status.error instanceof ApiError ? status.error.problem.code : "internal";
    if (code === "feature_not_enabled") return <Badge tone="silent">{t("featureOff")}</Badge>;
    return <Badge tone="unsure">{t("cannotTell")}</Badge>;
  }
  return <StateOf status={status.data} />;
}

function StateOf({ status: { state, stateSource, status: word } }: { status: EvidenceStatus }) {
  const t = useTranslations("status");
  return (
    <div>
      <StateBadge state={state} word={word} />
      {stateSource === "setting" ? <p className="mt-1 text-xs text-soft">{t("readBySetting", { state })}</p> : null}
    </div>
  );
}

function StateBadge({ state, word }: { state: IdentificationState; word: string | null }) {
  const t = useTranslations("signatureRequest.evidence");
  if (state === "completed")
    return (
      <Badge tone="silent" icon={FileCheck2}>
        {t("available")}
      </Badge>
    );
  if (state === "in_review")
    return (
      <Badge tone="unsure" icon={Hourglass}>
        {t("inReview")}
      </Badge>
    );
  if (state === "failed") return <Badge tone="contradicted">{t("failed")}</Badge>;
  if (state === "unknown")
    return (
      <span className="inline-flex flex-wrap items-center gap-1.5">
        {t("unknown")} {word === null ? null : <Verbatim text={word} cap={60} />}
      </span>
    );
  return (
    <Badge tone={state === "expired" ? "unsure" : "silent"} icon={Clock}>
      {t(state === "expired" ? "expired" : state === "started" ? "started" : "notStarted")}
    </Badge>
  );
}
