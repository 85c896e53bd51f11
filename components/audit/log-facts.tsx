import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Identifier } from "#components/ui/identifier";
import { Verbatim } from "#components/ui/verbatim";
import type { AuditEntryView } from "#lib/audit/schema";
import { formatSize } from "#lib/i18n/format-size";
import { formatTime } from "#lib/i18n/format-time";
import { ProofButton } from "./proof-button.tsx";

/** @param isCurrent the entry belongs to the log that goes on, which has proofs */
export function LogFacts({ item, isCurrent }: { item: AuditEntryView; isCurrent: boolean }) {
  const t = useTranslations("audit");
  const locale = useLocale();
  const id = (what: string, value: string | null) => (value === null ? null : <Identifier value={value} what={what} />);
  const quoted = (value: string | null) => (value ? <Verbatim text={value} cap={600} /> : null);
  const { ending, checkpoint } = item;
  const ended = ending && t("facts.endedAt", { number: ending.sequence, time: formatTime(ending.at, locale) });
  const signed =
    checkpoint && t("facts.checkpointIs", { size: checkpoint.size, time: formatTime(checkpoint.at, locale) });
  const facts: [string, ReactNode][] = [
    [t("facts.subject"), quoted(item.person?.subject ?? null)],
    [t("facts.role"), quoted(item.person?.role ?? null)],
    [t("facts.purpose"), quoted(item.purpose)],
    [t("facts.address"), quoted(item.address)],
    [t("facts.requestId"), id(t("facts.requestId"), item.requestId)],
    [t("facts.bytes"), item.bytes === null ? null : `${formatSize(item.bytes, locale)} (${item.bytes} B)`],
    ["SHA-256", id("SHA-256", item.sha256)],
    [t("facts.detail"), quoted(item.detail ? JSON.stringify(item.detail) : null)],
    [t("facts.ended"), ended],
    [t("facts.commitment"), id(t("facts.commitment"), item.commitment)],
    [t("facts.mac"), id(t("facts.mac"), item.mac)],
    [t("facts.checkpoint"), signed],
  ];
  return (
    <details className="mt-0.5 text-xs">
      <summary className="inline-flex min-h-6 items-center text-soft underline decoration-dotted">
        {t("facts.open")}
      </summary>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className="contents">
              <dt className="text-soft">{name}</dt>
              <dd className="min-w-0">{value}</dd>
            </div>
          ),
        )}
      </dl>
      {item.isErased ? <p className="mt-1">{t("facts.erased")}</p> : null}
      {isCurrent && checkpoint ? <ProofButton number={item.sequence} /> : null}
    </details>
  );
}
