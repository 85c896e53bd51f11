"use client";

import { CircleDashed, CircleDot, CircleHelp, type LucideIcon } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Verbatim } from "#components/ui/verbatim";
import { formatInterval, formatLocalTime } from "#lib/i18n/format-time";
import { type UnplacedTime, unplacedTimes } from "#lib/status/other-times";
import type { EvidenceStatus } from "#lib/status/schema";
import { intervalBetween, listSteps, type StepInterval, type TimelineStep } from "#lib/status/timeline-steps";
import { IdentificationStepName } from "./identification-step-name.tsx";
import { type Zone, ZonedTime } from "./zoned-time.tsx";

/** Further times without an order appear only in the status as sent. */
const maxUnplaced = 100;
/** More steps than this stand one below the other on every screen. */
const maxBeside = 6;

type TimelineProps = { status: EvidenceStatus & { fetchedAt?: string }; nowMs: number; zone: Zone };

const isPast = ({ kind }: TimelineStep) => kind === "reached" || kind === "opened";

/**
 * Steps in equal distance with the intervals between them, beside each other where there is room; lines to what is to come
 * are dashed. Times without an order follow without intervals.
 */
export function Timeline({ status, nowMs, zone }: TimelineProps) {
  const t = useTranslations("status");
  const steps = listSteps(status, nowMs, status.fetchedAt);
  const unplaced = unplacedTimes(status).slice(0, maxUnplaced);
  const isWide = steps.length + unplaced.length <= maxBeside;
  return (
    <ol aria-label={t("timelineLabel")} data-wide={isWide} className="group data-[wide=true]:min-[900px]:flex">
      {steps.map((step, index) => {
        const [before, next] = [steps[index - 1], steps[index + 1]];
        return (
          <StepFrame
            key={step.key}
            icon={isPast(step) ? CircleDot : CircleDashed}
            isQuiet={!isPast(step)}
            isLast={next === undefined && unplaced.length === 0}
            line={next ? { interval: intervalBetween(step, next, nowMs), isDashed: !isPast(next) } : null}
          >
            <Step step={step} zone={zone} />
            <Before interval={before ? intervalBetween(before, step, nowMs) : null} />
          </StepFrame>
        );
      })}
      {unplaced.map((time, index) => (
        <StepFrame
          key={`${time.sentName} ${time.json}`}
          icon={CircleHelp}
          isQuiet
          isLast={index === unplaced.length - 1}
          line={null}
        >
          <UnplacedStep time={time} />
        </StepFrame>
      ))}
    </ol>
  );
}

function Step({ step, zone }: { step: TimelineStep; zone: Zone }) {
  const t = useTranslations("status");
  const { kind, time } = step;
  if (kind === "opened")
    return (
      <>
        <p className="font-semibold">{t("times.opened")}</p>
        <p className="text-[0.8125rem]">
          <ZonedTime at={time.at} zone={zone} />
        </p>
      </>
    );
  if (time === null)
    return (
      <>
        <p className="font-semibold text-soft">
          <IdentificationStepName name="completedAt" />
        </p>
        <p className="text-[0.8125rem] text-soft">{t("notYet")}</p>
      </>
    );
  return (
    <>
      <p className={`font-semibold ${kind === "reached" ? "" : "text-soft"}`}>
        <IdentificationStepName name={time.name} isPast={kind === "reached"} />
      </p>
      <p className="text-[0.8125rem]">
        <ZonedTime at={time.at} zone={zone} />
      </p>
      {time.json === JSON.stringify(time.at) ? null : <SentAs json={time.json} />}
    </>
  );
}

function UnplacedStep({ time: { name, json, reading } }: { time: UnplacedTime }) {
  const t = useTranslations("status");
  const locale = useLocale();
  const notes = { local: t("noZone"), date: t("dateOnly"), unreadable: t("unreadableTime") };
  return (
    <>
      <p className="font-semibold">
        <IdentificationStepName name={name} />
      </p>
      {"text" in reading ? <p className="text-[0.8125rem]">{formatLocalTime(reading.text, locale)}</p> : null}
      <p className="text-xs text-soft">{notes[reading.kind]}</p>
      <SentAs json={json} />
    </>
  );
}

type Line = { interval: StepInterval | null; isDashed: boolean };
type StepFrameProps = { icon: LucideIcon; isQuiet: boolean; isLast: boolean; line: Line | null; children: ReactNode };

/** The vertical form is the default; the wide one lies in a row. */
function StepFrame({ icon: Icon, isQuiet, isLast, line, children }: StepFrameProps) {
  const dash = line?.isDashed ? "border-dashed border-edge" : "border-line";
  return (
    <li
      className={`relative flex gap-3 pb-5 last:pb-0 group-data-[wide=true]:min-[900px]:block group-data-[wide=true]:min-[900px]:pb-0 ${isLast ? "" : "group-data-[wide=true]:min-[900px]:flex-1"}`}
    >
      {isLast ? null : (
        <span
          aria-hidden
          className={`absolute top-5 bottom-[-2px] left-[7.5px] border-l group-data-[wide=true]:min-[900px]:hidden ${dash}`}
        />
      )}
      <div className="flex shrink-0 items-start gap-2 group-data-[wide=true]:min-[900px]:mb-2 group-data-[wide=true]:min-[900px]:items-center">
        <Icon
          aria-hidden
          className={`mt-0.5 size-4 shrink-0 group-data-[wide=true]:min-[900px]:mt-0 ${isQuiet ? "text-soft" : "text-accent"}`}
        />
        {line ? (
          <span aria-hidden className="hidden flex-1 items-center gap-2 pr-2 group-data-[wide=true]:min-[900px]:flex">
            <span className={`min-w-3 flex-1 border-t ${dash}`} />
            {line.interval ? (
              <span className="text-center text-xs font-medium text-soft">
                <IntervalText interval={line.interval} />
              </span>
            ) : null}
            <span className={`min-w-3 flex-1 border-t ${dash}`} />
          </span>
        ) : null}
      </div>
      <div className="min-w-0 group-data-[wide=true]:min-[900px]:pr-4">{children}</div>
    </li>
  );
}

/** The interval before a step, where no line states it. */
function Before({ interval }: { interval: StepInterval | null }) {
  if (interval === null) return null;
  return (
    <p className="text-xs text-soft group-data-[wide=true]:min-[900px]:sr-only">
      <IntervalText interval={interval} isAlone />
    </p>
  );
}

function IntervalText({
  interval: { kind, lengthMs },
  isAlone = false,
}: {
  interval: StepInterval;
  isAlone?: boolean;
}) {
  const t = useTranslations("status");
  const interval = formatInterval(lengthMs, useLocale());
  if (kind === "so_far") return t("soFar", { interval });
  if (kind === "until") return t("inFuture", { interval });
  return isAlone ? t("later", { interval }) : interval;
}

function SentAs({ json }: { json: string }) {
  const t = useTranslations("status");
  return (
    <p className="text-xs text-soft">
      {t("sentAs")} <Verbatim text={json} cap={80} />
    </p>
  );
}
