import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Identifier } from "#components/ui/identifier";
import { Verbatim } from "#components/ui/verbatim";
import type { AuditEntryView } from "#lib/audit/schema";
import { formatSize } from "#lib/i18n/format-size";
import { formatTime } from "#lib/i18n/format-time";
import { ProofButton } from "./proof-button.tsx";

/**
 * Everything about an access beyond its row, and its entries with their seals.
 * @param isCurrent the entries belong to the log that goes on, which has proofs
 */
export function LogFacts({ item, isCurrent }: { item: AuditEntryView; isCurrent: boolean }) {
  const t = useTranslations("audit");
  const locale = useLocale();
  const quoted = (value: string | null) => (value ? <Verbatim text={value} cap={600} /> : null);
  const { ending } = item;
  const facts: [string, ReactNode][] = [
    [t("facts.subject"), quoted(item.person?.subject ?? null)],
    [t("facts.role"), quoted(item.person?.role ?? null)],
    [t("facts.purpose"), quoted(item.purpose)],
    [t("facts.address"), quoted(item.address)],
    [t("facts.requestId"), item.requestId && <Identifier value={item.requestId} what={t("facts.requestId")} />],
    [t("facts.bytes"), item.bytes === null ? null : `${formatSize(item.bytes, locale)} (${item.bytes} B)`],
    ["SHA-256", item.sha256 && <Identifier value={item.sha256} what="SHA-256" />],
    [t("facts.detail"), quoted(item.detail ? JSON.stringify(item.detail) : null)],
    [t("facts.endDetail"), quoted(ending?.detail ? JSON.stringify(ending.detail) : null)],
  ];
  return (
    <div className="rounded-lg bg-raised p-3 text-xs">
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-4">
        {facts.map(([name, value]) =>
          value === null || value === "" ? null : (
            <div key={name} className="min-w-0">
              <dt className="text-soft">{name}</dt>
              <dd className="min-w-0">{value}</dd>
            </div>
          ),
        )}
      </dl>
      {item.isErased ? <p className="mt-2">{t("facts.erased")}</p> : null}
      <ul className="mt-3 space-y-2 border-t border-line pt-2">
        <Seal name={t(ending ? "facts.start" : "facts.entry")} entry={item} isCurrent={isCurrent} />
        {ending ? <Seal name={t("facts.outcome")} entry={ending} isCurrent={isCurrent} /> : null}
      </ul>
      {item.checkpoint ? <p className="mt-2 max-w-prose text-soft">{t("facts.checkpointMeans")}</p> : null}
    </div>
  );
}

type Sealed = Pick<AuditEntryView, "sequence" | "at" | "commitment" | "mac" | "checkpoint">;

function Seal({ name, entry, isCurrent }: { name: string; entry: Sealed; isCurrent: boolean }) {
  const t = useTranslations("audit.facts");
  const locale = useLocale();
  const { sequence, at, commitment, mac, checkpoint } = entry;
  const seal = commitment ?? mac;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span>{t("numbered", { name, number: sequence, time: formatTime(at, locale) })}</span>
      {seal === null ? null : (
        <span className="inline-flex items-center gap-1">
          <span className="text-soft">{t(commitment === null ? "mac" : "commitment")}</span>
          <Identifier value={seal} what={t(commitment === null ? "mac" : "commitment")} />
        </span>
      )}
      {checkpoint ? <span className="text-soft">{t("checkpointIs", { size: checkpoint.size })}</span> : null}
      {isCurrent && checkpoint ? <ProofButton number={sequence} /> : null}
    </li>
  );
}
