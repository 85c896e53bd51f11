import { ChevronDown, ChevronUp, ClockAlert, ShieldCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Identifier } from "#components/ui/identifier";
import { Verbatim } from "#components/ui/verbatim";
import type { AuditEntryView } from "#lib/audit/schema";
import { formatClock, formatInterval, formatTime } from "#lib/i18n/format-time";
import { ConclusionBadge } from "./conclusion-badge.tsx";
import { EventLabel } from "./event-label.tsx";
import { logColumns } from "./log-columns.ts";
import { LogFacts } from "./log-facts.tsx";
import { PollRunLabel } from "./poll-run-label.tsx";

const cell =
  "align-top min-[900px]:px-3 min-[900px]:py-2.5 min-[900px]:first:pl-4 min-[900px]:last:pr-4 max-[900px]:block";

/** The product writes these by itself. */
const isOfLog = ({ event }: AuditEntryView) => event === "log_started" || event === "key_rotation";

/** One access: its start and its outcome. */
export function LogRow({ item, isCurrent }: { item: AuditEntryView; isCurrent: boolean }) {
  const t = useTranslations("audit");
  const locale = useLocale();
  const detailsId = useId();
  const [isOpen, setOpen] = useState(false);
  const { ending, polls } = item;
  const outcome = item.conclusion ?? item.outcome;
  const tookMs = ending ? Date.parse(ending.at) - Date.parse(item.at) : 0;
  return (
    <>
      <tr
        className={`border-line max-[900px]:relative max-[900px]:block max-[900px]:space-y-1.5 max-[900px]:px-4 max-[900px]:py-3 ${isOpen ? "" : "border-b"}`}
      >
        <td className={`${cell} whitespace-nowrap text-soft tabular-nums`}>
          <Label>{t("columns.entries")}</Label>
          {ending
            ? t("entryPair", { start: item.sequence, end: ending.sequence })
            : t("entry", { start: item.sequence })}
        </td>
        <td className={`${cell} whitespace-nowrap`}>
          <ClockTime at={item.at} />
          {tookMs >= 1000 ? (
            <span className="block text-xs text-soft">{t("took", { time: formatInterval(tookMs, locale) })}</span>
          ) : null}
          {item.timeAnomaly ? (
            <p className="mt-1 whitespace-normal">
              <Badge tone="unsure" icon={ClockAlert}>
                {t(`timeAnomalies.${item.timeAnomaly}`)}
              </Badge>
            </p>
          ) : null}
        </td>
        <td className={`${cell} min-w-0`}>
          {item.person ? (
            <>
              <span className="font-semibold">
                <Verbatim plain text={item.person.name || item.person.subject} cap={60} />
              </span>
              <span className="block text-xs text-soft">
                <Verbatim plain text={item.person.role} cap={60} />
              </span>
            </>
          ) : (
            <span className="text-soft">{t(isOfLog(item) ? "byProduct" : "notSignedIn")}</span>
          )}
        </td>
        <td className={`${cell} font-medium`}>
          {polls ? <PollRunLabel polls={polls} /> : <EventLabel event={item.event} artefact={item.artefact} />}
        </td>
        <td className={cell}>
          {item.srId ? <ObjectLine label={t("srId")} value={item.srId} /> : null}
          {item.evidenceId ? <ObjectLine label={t("evidenceId")} value={item.evidenceId} /> : null}
          {item.srId || item.evidenceId ? null : <Nothing />}
        </td>
        <td className={`${cell} min-[900px]:min-w-24`}>
          {item.ticket ? (
            <>
              <Label>{t("ticket")}</Label>
              <Verbatim plain text={item.ticket} cap={60} />
            </>
          ) : (
            <Nothing />
          )}
        </td>
        <td className={cell}>{outcome && !polls ? <ConclusionBadge outcome={outcome} /> : <Nothing />}</td>
        <td className={`${cell} text-xs text-soft`}>
          <ProofLine item={item} />
        </td>
        <td className={`${cell} max-[900px]:absolute max-[900px]:top-1 max-[900px]:right-2`}>
          <Button
            look="quiet"
            iconOnly
            icon={isOpen ? ChevronUp : ChevronDown}
            aria-expanded={isOpen}
            aria-controls={detailsId}
            onClick={() => setOpen(!isOpen)}
          >
            {t("facts.openOf", { number: item.sequence })}
          </Button>
        </td>
      </tr>
      <tr id={detailsId} hidden={!isOpen} className="border-b border-line max-[900px]:not-[[hidden]]:block">
        <td colSpan={logColumns.length} className="px-4 pb-3 max-[900px]:block">
          {isOpen ? <LogFacts item={item} isCurrent={isCurrent} /> : null}
        </td>
      </tr>
    </>
  );
}

/** The day stands above; the whole time in its tooltip, and in the details. */
function ClockTime({ at }: { at: string }) {
  const locale = useLocale();
  if (Number.isNaN(Date.parse(at))) return <code className="font-mono">{at}</code>;
  return (
    <time dateTime={at} title={formatTime(at, locale)}>
      {formatClock(at, locale)}
    </time>
  );
}

/** Name of a value on a card, which has no column heads. */
function Label({ children }: { children: ReactNode }) {
  return <span className="text-xs text-soft min-[900px]:hidden">{children} </span>;
}

function Nothing() {
  return (
    <span aria-hidden className="text-soft max-[900px]:hidden">
      –
    </span>
  );
}

/** Grey: that an entry is in a checkpoint is known, but only a verification computes it. */
function ProofLine({ item }: { item: AuditEntryView }) {
  const t = useTranslations("audit");
  const checkpoint = item.ending ? item.ending.checkpoint : item.checkpoint;
  const says = checkpoint
    ? t("inCheckpoint", { size: checkpoint.size })
    : item.mac === null
      ? t("noCheckpoint")
      : t("formerProof");
  return (
    <span className="inline-flex items-start gap-1.5">
      <ShieldCheck aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      {says}
    </span>
  );
}

function ObjectLine({ label, value }: { label: string; value: string }) {
  return (
    <p className="flex items-center gap-1.5">
      <span className="w-16 shrink-0 text-xs text-soft">{label}</span>
      <Identifier value={value} what={label} head={10} tail={6} />
    </p>
  );
}
