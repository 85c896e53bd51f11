"use client";

import { CircleDashed, CircleDot, CircleHelp, type LucideIcon } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Time } from "#components/ui/time";
import { Verbatim } from "#components/ui/verbatim";
import { formatInterval, formatLocalTime } from "#lib/i18n/format-time";
import { type UnplacedTime, unplacedTimes } from "#lib/status/other-times";
import type { EvidenceStatus, StatusTime } from "#lib/status/schema";
import { IdentificationStepName } from "./identification-step-name.tsx";

/** Further steps appear only in the status as sent. */
const maxSteps = 100;

/** Steps with the intervals between them; future steps are hollow. Times without an order follow without intervals. */
export function Timeline({ status, nowMs }: { status: EvidenceStatus; nowMs: number }) {
  const t = useTranslations("status");
  const times = status.times.slice(0, maxSteps);
  const unplaced = unplacedTimes(status).slice(0, maxSteps);
  return (
    <ol aria-label={t("timelineLabel")}>
      {times.map((time, index) => (
        <Step
          key={`${time.sentName} ${time.json}`}
          time={time}
          before={times[index - 1] ?? null}
          nowMs={nowMs}
          isLast={index === times.length - 1 && unplaced.length === 0}
        />
      ))}
      {unplaced.map((time, index) => (
        <UnplacedStep key={`${time.sentName} ${time.json}`} time={time} isLast={index === unplaced.length - 1} />
      ))}
    </ol>
  );
}

type StepProps = { time: StatusTime; before: StatusTime | null; nowMs: number; isLast: boolean };

function Step({ time, before, nowMs, isLast }: StepProps) {
  const t = useTranslations("status");
  const locale = useLocale();
  const { atMs } = time.reading;
  const isToCome = atMs > nowMs;
  return (
    <StepFrame icon={isToCome ? CircleDashed : CircleDot} isQuiet={isToCome} isLast={isLast}>
      <p className={`font-medium ${isToCome ? "text-soft" : ""}`}>
        <IdentificationStepName name={time.name} isPast={!isToCome} />
      </p>
      <p className="text-[0.8125rem]">
        <Time at={time.at} />
      </p>
      {time.json === JSON.stringify(time.at) ? null : <SentAs json={time.json} />}
      <p className="text-xs text-soft">
        {isToCome ? t("inFuture", { interval: formatInterval(atMs - nowMs, locale) }) : null}
        {!isToCome && before ? t("later", { interval: formatInterval(atMs - before.reading.atMs, locale) }) : null}
      </p>
    </StepFrame>
  );
}

function UnplacedStep({ time: { name, json, reading }, isLast }: { time: UnplacedTime; isLast: boolean }) {
  const t = useTranslations("status");
  const locale = useLocale();
  const notes = { local: t("noZone"), date: t("dateOnly"), unreadable: t("unreadableTime") };
  return (
    <StepFrame icon={CircleHelp} isQuiet isLast={isLast}>
      <p className="font-medium">
        <IdentificationStepName name={name} />
      </p>
      {"text" in reading ? <p className="text-[0.8125rem]">{formatLocalTime(reading.text, locale)}</p> : null}
      <p className="text-xs text-soft">{notes[reading.kind]}</p>
      <SentAs json={json} />
    </StepFrame>
  );
}

type StepFrameProps = { icon: LucideIcon; isQuiet: boolean; isLast: boolean; children: ReactNode };

function StepFrame({ icon: Icon, isQuiet, isLast, children }: StepFrameProps) {
  return (
    <li className="relative flex gap-3 pb-5 last:pb-0">
      {isLast ? null : <span aria-hidden className="absolute top-5 bottom-[-2px] left-[7.5px] w-px bg-line" />}
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${isQuiet ? "text-soft" : "text-accent"}`} />
      <div className="min-w-0">{children}</div>
    </li>
  );
}

function SentAs({ json }: { json: string }) {
  const t = useTranslations("status");
  return (
    <p className="text-xs text-soft">
      {t("sentAs")} <Verbatim text={json} cap={80} />
    </p>
  );
}
