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
  const { fault, entries, last, checkpoints, erased, pruned, origin, former } = response;
  const nameOf = (log: { origin: string | null }) => log.origin ?? t("format1");
  const fact = (name: string, value: string) => (
    <p className="flex flex-wrap items-center gap-1 text-xs">
      {name} <Identifier value={value} what={name} />
    </p>
  );
  return (
    <Notice
      tone={fault ? "contradicted" : "proven"}
      title={fault ? t("broken", { sequence: fault.sequence }) : t("intact", { entries, last })}
    >
      {fault ? <p>{t(`faults.${fault.reason}`)}</p> : null}
      {fault && former.length > 0 ? <p>{t("ofLog", { name: nameOf(fault) })}</p> : null}
      <p>{t("compared", { checkpoints, seconds: Math.max(0.1, Math.round(response.durationMs / 100) / 10) })}</p>
      {erased + pruned > 0 ? <p>{t("taken", { erased, pruned })}</p> : null}
      {former.map((log) => (
        <p key={nameOf(log)}>{t("former", { name: nameOf(log), entries: log.entries, last: log.last })}</p>
      ))}
      <p className="text-xs">
        {t("at")} <Time at={new Date(response.at).toISOString()} inline />
      </p>
      {origin ? <p className="text-xs">{t("ofLog", { name: origin })}</p> : null}
      {response.root ? fact(t("root"), response.root) : null}
      {response.verifierKey ? fact(t("verifierKey"), response.verifierKey) : null}
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
