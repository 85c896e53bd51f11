import { ClockAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Identifier } from "#components/ui/identifier";
import { Time } from "#components/ui/time";
import { Verbatim } from "#components/ui/verbatim";
import type { AuditEntryView } from "#lib/audit/schema";
import { ConclusionBadge } from "./conclusion-badge.tsx";
import { EventLabel } from "./event-label.tsx";
import { LogFacts } from "./log-facts.tsx";

const cell = "align-top md:px-3 md:py-2.5 md:first:pl-4 md:last:pr-4 max-md:block";

/** The product writes these by itself. */
const isOfLog = ({ event }: AuditEntryView) => event === "log_started" || event === "key_rotation";

export function LogRow({ item, isCurrent }: { item: AuditEntryView; isCurrent: boolean }) {
  const t = useTranslations("audit");
  const outcome = item.conclusion ?? item.outcome;
  return (
    <tr className="border-line not-last:border-b max-md:block max-md:space-y-1 max-md:px-4 max-md:py-3">
      <td className={`${cell} text-xs text-soft tabular-nums max-md:float-right`}>{item.sequence}</td>
      <td className={`${cell} whitespace-nowrap`}>
        <Time at={item.at} />
        {item.timeAnomaly ? (
          <p className="mt-1 whitespace-normal">
            <Badge tone="unsure" icon={ClockAlert}>
              {t(`timeAnomalies.${item.timeAnomaly}`)}
            </Badge>
          </p>
        ) : null}
      </td>
      <td className={`${cell} min-w-0`}>
        {item.person ? <Verbatim text={item.person.name || item.person.subject} cap={60} /> : null}
        {item.person ? null : <span className="text-soft">{t(isOfLog(item) ? "byProduct" : "notSignedIn")}</span>}
      </td>
      <td className={cell}>
        <EventLabel event={item.event} artefact={item.artefact} />
        <LogFacts item={item} isCurrent={isCurrent} />
      </td>
      <td className={cell}>
        {item.srId ? <ObjectLine label={t("srId")} value={item.srId} /> : null}
        {item.evidenceId ? <ObjectLine label={t("evidenceId")} value={item.evidenceId} /> : null}
        {item.ticket ? (
          <p className="text-xs">
            <span className="text-soft">{t("ticket")} </span>
            <Verbatim text={item.ticket} cap={60} />
          </p>
        ) : null}
      </td>
      <td className={cell}>{outcome ? <ConclusionBadge outcome={outcome} /> : null}</td>
    </tr>
  );
}

function ObjectLine({ label, value }: { label: string; value: string }) {
  return (
    <p className="flex items-center gap-1.5 text-xs">
      <span className="text-soft">{label}</span>
      <Identifier value={value} what={label} head={10} tail={4} />
    </p>
  );
}
