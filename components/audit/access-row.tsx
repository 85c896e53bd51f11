import { useLocale, useTranslations } from "next-intl";
import { Identifier } from "#components/ui/identifier";
import { Time } from "#components/ui/time";
import { Verbatim } from "#components/ui/verbatim";
import type { EvidenceAccess } from "#lib/audit/schema";
import { formatSize } from "#lib/i18n/format-size";
import { ConclusionBadge } from "./conclusion-badge.tsx";
import { EventLabel } from "./event-label.tsx";
import { PollRunLabel } from "./poll-run-label.tsx";

export function AccessRow({ opening }: { opening: EvidenceAccess }) {
  const t = useTranslations("audit");
  const locale = useLocale();
  const { name, ticket, purpose, bytes, sha256, polls } = opening;
  return (
    <li className="grid gap-x-6 gap-y-1 border-line px-4 py-3 not-last:border-b md:grid-cols-[minmax(0,1.2fr)_minmax(0,1.5fr)_minmax(0,1.5fr)_auto]">
      <Time at={opening.at} />
      <span className="min-w-0">
        <Verbatim text={name} cap={60} />
        {ticket ? (
          <span className="block text-xs">
            <span className="text-soft">{t("ticket")} </span>
            <Verbatim text={ticket} cap={80} />
          </span>
        ) : null}
        {purpose ? (
          <span className="block text-xs">
            <span className="text-soft">{t("facts.purpose")} </span>
            <Verbatim text={purpose} cap={200} />
          </span>
        ) : null}
      </span>
      <span className="min-w-0">
        {polls ? <PollRunLabel polls={polls} /> : <EventLabel event="release" artefact={opening.artefact} />}
        <span className="flex flex-wrap items-center gap-x-2 text-xs text-soft">
          {bytes === null ? null : formatSize(bytes, locale)}
          {sha256 ? <Identifier value={sha256} what="SHA-256" head={6} tail={4} /> : null}
        </span>
      </span>
      <span className="md:text-right">{polls ? null : <ConclusionBadge outcome={opening.conclusion} />}</span>
    </li>
  );
}
