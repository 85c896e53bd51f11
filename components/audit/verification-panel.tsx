"use client";

import { useTranslations } from "next-intl";
import { Identifier } from "#components/ui/identifier";
import { Notice } from "#components/ui/notice";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Time } from "#components/ui/time";
import { ApiError } from "#lib/api-client";
import type { TimeReport, VerificationResponse } from "#lib/audit/schema";
import type { useVerification } from "./use-verification.ts";

type VerificationPanelProps = {
  verification: ReturnType<typeof useVerification>;
  /** Number of the newest entry of the current log that the page knows; 0 if it shows another log. */
  newest: number;
};

/** What the last verification found: green only until the page knows a newer entry, which it did not cover. */
export function VerificationPanel({ verification, newest }: VerificationPanelProps) {
  const problem = verification.error instanceof ApiError ? verification.error.problem : null;
  const { data } = verification;
  return (
    <div aria-live="polite" className="[&>*]:mb-4">
      {problem ? <ProblemNotice problem={problem} onRetry={() => verification.mutate()} /> : null}
      {data ? <VerificationNotice response={data} isNewest={newest <= data.last} /> : null}
      {data && data.times.count > 0 ? <TimesNotice times={data.times} /> : null}
    </div>
  );
}

function VerificationNotice({ response, isNewest }: { response: VerificationResponse; isNewest: boolean }) {
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
      tone={fault ? "contradicted" : isNewest ? "proven" : "silent"}
      title={fault ? t("broken", { sequence: fault.sequence }) : t("intact", { entries, last })}
    >
      {fault || isNewest ? null : <p>{t("newer")}</p>}
      {fault ? <p>{t(`faults.${fault.reason}`)}</p> : null}
      {fault && former.length > 0 ? <p>{t("ofLog", { name: nameOf(fault) })}</p> : null}
      <p>
        {t("compared", { checkpoints, seconds: Math.max(0.1, Math.round(response.durationMs / 100) / 10) })} {t("at")}{" "}
        <Time at={new Date(response.at).toISOString()} inline />
      </p>
      {erased + pruned > 0 ? <p>{t("taken", { erased, pruned })}</p> : null}
      {former.map((log) => (
        <p key={nameOf(log)}>{t("former", { name: nameOf(log), entries: log.entries, last: log.last })}</p>
      ))}
      <details className="text-xs">
        <summary className="inline-flex min-h-6 items-center underline decoration-dotted">{t("keyAndRoot")}</summary>
        {origin ? <p>{t("ofLog", { name: origin })}</p> : null}
        {response.root ? fact(t("root"), response.root) : null}
        {response.verifierKey ? fact(t("verifierKey"), response.verifierKey) : null}
      </details>
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
