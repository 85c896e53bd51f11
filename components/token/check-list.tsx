"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { Time } from "#components/ui/time";
import { Verbatim } from "#components/ui/verbatim";
import { readCheckEvidence, type SentMembers } from "#lib/token/check-evidence";
import { listMembers, readClaimTime } from "#lib/token/list-claims";
import type { Check, Verdict } from "#lib/token/schema";
import { toneOfCheck } from "#lib/token/verdict-words";

type CheckListProps = {
  verdict: Verdict;
  headerText: string;
  claimsText: string | null;
};

export function CheckList({ verdict, headerText, claimsText }: CheckListProps) {
  const t = useTranslations("token.checks");
  const sent = useMemo(
    () => ({
      header: verdict.header && headerText ? listMembers(headerText) : null,
      claims: claimsText ? listMembers(claimsText) : null,
    }),
    [verdict.header, headerText, claimsText],
  );
  return (
    <Card title={t("title")} aside={t("aside")} flush>
      <ol className="divide-y divide-line">
        {verdict.checks.map((check) => (
          <CheckRow key={check.name} check={check} verdict={verdict} sent={sent} />
        ))}
      </ol>
    </Card>
  );
}

function CheckRow({ check, verdict, sent }: { check: Check; verdict: Verdict; sent: SentMembers }) {
  const t = useTranslations("token");
  const raw = readCheckEvidence(check, sent);
  const at = raw?.claim ? readClaimTime(raw.claim, verdict.claims?.[raw.claim]) : null;
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-2.5 sm:grid-cols-[10rem_minmax(0,1fr)_auto]">
      <h3 className="font-medium">{t(`checks.names.${check.name}`)}</h3>
      <div className="min-w-0 space-y-0.5 sm:order-none">
        <p>{t(`reasons.${check.reason}`)}</p>
        {at ? (
          <p className="text-soft">
            <Time at={at} inline />
          </p>
        ) : null}
        {raw ? (
          <p className="text-xs text-soft">
            {raw.label ?? t("checks.foundAt")}{" "}
            {raw.text === null ? t("checks.absent") : <Verbatim text={raw.text} cap={160} />}
          </p>
        ) : null}
        {check.name === "structure" && check.outcome === "fail" ? (
          <p className="text-xs text-soft">
            <Verbatim text={check.detail} cap={300} />
          </p>
        ) : null}
      </div>
      <div className="sm:text-right">
        <Badge tone={toneOfCheck(check, verdict)}>{t(`checks.outcomes.${check.outcome}`)}</Badge>
      </div>
    </li>
  );
}
