import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Identifier } from "#components/ui/identifier";
import { Verbatim } from "#components/ui/verbatim";
import type { AuditEntryView } from "#lib/audit/schema";
import { formatSize } from "#lib/i18n/format-size";

export function LogFacts({ item }: { item: AuditEntryView }) {
  const t = useTranslations("audit");
  const locale = useLocale();
  const id = (what: string, value: string | null) => (value === null ? null : <Identifier value={value} what={what} />);
  const quoted = (value: string | null) => (value ? <Verbatim text={value} cap={600} /> : null);
  const facts: [string, ReactNode][] = [
    [t("facts.subject"), quoted(item.person?.subject ?? null)],
    [t("facts.role"), quoted(item.person?.role ?? null)],
    [t("facts.purpose"), quoted(item.purpose)],
    [t("facts.address"), quoted(item.address)],
    [t("facts.requestId"), id(t("facts.requestId"), item.requestId)],
    [t("facts.bytes"), item.bytes === null ? null : `${formatSize(item.bytes, locale)} (${item.bytes} B)`],
    ["SHA-256", id("SHA-256", item.sha256)],
    [t("facts.detail"), quoted(item.detail ? JSON.stringify(item.detail) : null)],
    [t("facts.keyId"), id(t("facts.keyId"), item.keyId)],
    [t("facts.mac"), id(t("facts.mac"), item.mac)],
    [t("facts.previous"), id(t("facts.previous"), item.previous)],
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
    </details>
  );
}
