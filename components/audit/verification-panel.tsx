"use client";

import { useMutation } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Identifier } from "#components/ui/identifier";
import { Notice } from "#components/ui/notice";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Time } from "#components/ui/time";
import { ApiError } from "#lib/api-client";
import { fetchVerification } from "#lib/audit/query";
import type { TimeReport, VerificationResponse } from "#lib/audit/schema";

export function VerificationPanel() {
  const t = useTranslations("audit.verification");
  const running = useRef<AbortController | null>(null);
  const verification = useMutation({
    mutationFn: () => {
      running.current = new AbortController();
      return fetchVerification(running.current.signal);
    },
  });
  // Stops the server's scan when the person leaves the page, so that the next one can start.
  useEffect(() => () => running.current?.abort(), []);
  const problem = verification.error instanceof ApiError ? verification.error.problem : null;
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-soft">{t("intro")}</p>
        <Button
          look="primary"
          icon={ShieldCheck}
          disabled={verification.isPending}
          onClick={() => verification.mutate()}
        >
          {t(verification.isPending ? "running" : "run")}
        </Button>
      </div>
      <div aria-live="polite" className="[&>*]:mt-4">
        {problem ? <ProblemNotice problem={problem} onRetry={() => verification.mutate()} /> : null}
        {verification.data ? <VerificationNotice response={verification.data} /> : null}
        {verification.data && verification.data.times.count > 0 ? (
          <TimesNotice times={verification.data.times} />
        ) : null}
      </div>
    </Card>
  );
}

function VerificationNotice({ response }: { response: VerificationResponse }) {
  const t = useTranslations("audit.verification");
  const { fault, entries, first, last, checkpoints } = response;
  return (
    <Notice
      tone={fault ? "contradicted" : "proven"}
      title={fault ? t("broken", { sequence: fault.sequence }) : t("intact", { entries, first, last })}
    >
      {fault ? <p>{t(`faults.${fault.reason}`)}</p> : null}
      <p>{t("compared", { checkpoints, seconds: Math.max(0.1, Math.round(response.durationMs / 100) / 10) })}</p>
      <p className="text-xs">
        {t("at")} <Time at={new Date(response.at).toISOString()} inline />
      </p>
      <p className="flex flex-wrap items-center gap-1 text-xs">
        {t("head")} <Identifier value={response.head} what={t("head")} />
      </p>
      {response.publicKeys.map(({ keyId, publicKey }) => (
        <p key={keyId} className="flex flex-wrap items-center gap-1 text-xs">
          {t("publicKey")} <Identifier value={publicKey} what={t("publicKey")} />
        </p>
      ))}
      {response.warning ? (
        <p className="text-xs">{t(response.storage === "sqlite" ? "embedded" : "sharedRole")}</p>
      ) : null}
    </Notice>
  );
}

function TimesNotice({ times }: { times: TimeReport }) {
  const t = useTranslations("audit.verification");
  const { count, first, toleranceMs } = times;
  const sequences = first.map(({ sequence }) => sequence).join(", ");
  return (
    <Notice tone="unsure" title={t("times", { count })}>
      <p>{t("timesNote", { seconds: toleranceMs / 1000 })}</p>
      <p className="text-xs">{t("timesFirst", { sequences: count > first.length ? `${sequences} …` : sequences })}</p>
    </Notice>
  );
}
