"use client";

import { CircleDashed, CircleDot } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { AsSent } from "#components/ui/as-sent";
import { Time } from "#components/ui/time";
import type { EvidenceStatus, StatusTime } from "#lib/status/model";
import { formatInterval } from "#lib/text/format-time";

const knownNames = ["createdAt", "startedAt", "completedAt", "reviewedAt", "expiresAt"] as const;
const isKnown = (name: string): name is (typeof knownNames)[number] => (knownNames as readonly string[]).includes(name);

/** The identification as it went, with the real intervals between its steps; what is still to come stands hollow. */
export function Timeline({ status, nowMs }: { status: EvidenceStatus; nowMs: number }) {
  const t = useTranslations("status");
  return (
    <ol aria-label={t("timelineLabel")}>
      {status.times.map((time, index) => (
        <Step
          key={time.name}
          time={time}
          before={status.times[index - 1] ?? null}
          nowMs={nowMs}
          isLast={index === status.times.length - 1}
        />
      ))}
    </ol>
  );
}

type StepProps = { time: StatusTime; before: StatusTime | null; nowMs: number; isLast: boolean };

function Step({ time, before, nowMs, isLast }: StepProps) {
  const t = useTranslations("status");
  const locale = useLocale();
  const atMs = Date.parse(time.at);
  const isToCome = atMs > nowMs;
  const Icon = isToCome ? CircleDashed : CircleDot;
  return (
    <li className="relative flex gap-3 pb-5 last:pb-0">
      {isLast ? null : <span aria-hidden className="absolute top-5 bottom-[-2px] left-[7.5px] w-px bg-line" />}
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${isToCome ? "text-soft" : "text-accent"}`} />
      <div className="min-w-0">
        <p className={`font-medium ${isToCome ? "text-soft" : ""}`}>
          {isKnown(time.name) ? (
            t(time.name === "expiresAt" && !isToCome ? "times.expired" : `times.${time.name}`)
          ) : (
            <AsSent text={time.name} cap={80} />
          )}
        </p>
        <p className="text-[0.8125rem]">
          <Time at={time.at} />
        </p>
        <p className="text-xs text-soft">
          {isToCome ? t("inFuture", { interval: formatInterval(atMs - nowMs, locale) }) : null}
          {!isToCome && before ? t("later", { interval: formatInterval(atMs - Date.parse(before.at), locale) }) : null}
        </p>
      </div>
    </li>
  );
}
