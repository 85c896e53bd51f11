"use client";

import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { Card } from "#components/ui/card";
import { Skeleton } from "#components/ui/skeleton";
import { unplacedTimes } from "#lib/status/other-times";
import type { EvidenceStatus } from "#lib/status/schema";
import { Timeline } from "./timeline.tsx";
import { type Zone, zones } from "./zoned-time.tsx";

/** When the identification began, ended and expires. @param status null while it is fetched */
export const TimelineCard = memo(function TimelineCard({
  status,
  nowMs,
}: {
  status: (EvidenceStatus & { fetchedAt?: string }) | null;
  nowMs: number;
}) {
  const t = useTranslations("status");
  const [zone, setZone] = useState<Zone>("zurich");
  return (
    <Card title={t("timeline")} aside={<ZoneSwitch zone={zone} onZone={setZone} />}>
      {status === null ? (
        <Skeleton lines={3} />
      ) : status.times.length + unplacedTimes(status).length === 0 ? (
        <p className="text-soft">{t(status.otherTimes.length === 0 ? "noTimes" : "timesNotSet")}</p>
      ) : (
        <Timeline status={status} nowMs={nowMs} zone={zone} />
      )}
    </Card>
  );
});

function ZoneSwitch({ zone, onZone }: { zone: Zone; onZone: (zone: Zone) => void }) {
  const t = useTranslations("status.zones");
  return (
    <fieldset className="-my-1 flex overflow-clip rounded-md border border-line print:hidden">
      <legend className="sr-only">{t("label")}</legend>
      {(Object.keys(zones) as Zone[]).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={zone === one}
          onClick={() => onZone(one)}
          className="min-h-7 border-line px-2.5 font-medium not-first:border-l hover:bg-raised aria-pressed:bg-accent-soft aria-pressed:text-accent forced-colors:aria-pressed:bg-[Highlight] forced-colors:aria-pressed:text-[HighlightText]"
        >
          {t(one)}
        </button>
      ))}
    </fieldset>
  );
}
