"use client";

import { ListFilter, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { judgeIdPart } from "#lib/audit/judge-id-part";
import { emptyView, isFiltered, type LogView } from "#lib/audit/log-address";
import { minPart } from "#lib/audit/log-filter";
import { type AuditEventName, auditEvents } from "#lib/audit/model";
import type { LogPage } from "#lib/audit/schema";
import { FilterField, fieldClass } from "./filter-field.tsx";
import { PeriodChoice } from "./period-choice.tsx";

type AuditFiltersProps = { view: LogView; logs: LogPage["logs"]; onChange: (view: LogView) => void };

/** Filters apply as one types. On narrow screens they are behind a button. */
export function AuditFilters({ view, logs, onChange }: AuditFiltersProps) {
  const t = useTranslations("audit");
  const [isOpen, setOpen] = useState(false);
  const filtered = isFiltered(view);
  return (
    <search aria-label={t("filters.title")} className="mb-4 block">
      <div className="mb-3 flex flex-wrap gap-2 min-[900px]:hidden">
        <Button icon={ListFilter} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t("filters.open")}
        </Button>
        {filtered ? <ClearButton onClear={() => onChange(emptyView)} /> : null}
      </div>
      <div className={`space-y-3 ${isOpen ? "" : "max-[900px]:hidden"}`}>
        <PeriodChoice period={view.period} onChange={(period) => onChange({ ...view, period })} />
        <div className="grid items-start gap-3 min-[900px]:grid-cols-[minmax(9rem,1fr)_minmax(16rem,2fr)_minmax(8rem,0.8fr)_minmax(9rem,1fr)_auto]">
          <FilterField
            label={t("filters.person")}
            placeholder={t("filters.personExample")}
            value={view.person}
            onApply={(person) => onChange({ ...view, person })}
          />
          <IdField view={view} onChange={onChange} />
          <FilterField
            label={t("filters.ticket")}
            placeholder={t("filters.ticketExample")}
            value={view.ticket}
            onApply={(ticket) => onChange({ ...view, ticket })}
          />
          <label className="min-w-0">
            <span className="mb-1 block text-xs text-soft">{t("filters.event")}</span>
            <select
              value={view.event}
              onChange={(event) => onChange({ ...view, event: event.target.value as AuditEventName | "" })}
              className={fieldClass}
            >
              <option value="">{t("filters.anyEvent")}</option>
              {auditEvents.map((event) => (
                <option key={event} value={event}>
                  {t(`events.${event}`)}
                </option>
              ))}
            </select>
          </label>
          {filtered ? (
            <div className="pt-5 max-[900px]:hidden">
              <ClearButton onClear={() => onChange(emptyView)} />
            </div>
          ) : null}
        </div>
        {logs.length > 1 ? <LogChoice view={view} logs={logs} onChange={onChange} /> : null}
      </div>
    </search>
  );
}

function ClearButton({ onClear }: { onClear: () => void }) {
  const t = useTranslations("audit");
  return (
    <Button look="quiet" icon={X} onClick={onClear}>
      {t("filters.clear")}
    </Button>
  );
}

/** The log has no names of signers; a name that is typed here must not get into it with the filter. */
function IdField({ view, onChange }: Omit<AuditFiltersProps, "logs">) {
  const t = useTranslations("audit.filters");
  const hint = (text: string) => {
    const kind = judgeIdPart(text);
    if (kind === "short") return t("short", { count: minPart });
    if (kind === "name") return t("noNames");
    return kind === "word" ? t("perhapsName") : null;
  };
  return (
    <FilterField
      label={t("part")}
      placeholder={t("partExample")}
      value={view.part}
      hint={hint}
      appliesItself={(text) => ["empty", "id"].includes(judgeIdPart(text))}
      onApply={(text) => {
        const kind = judgeIdPart(text);
        if (kind === "empty" || kind === "id" || (kind === "word" && text.length >= minPart))
          onChange({ ...view, part: text });
      }}
    />
  );
}

function LogChoice({ view, logs, onChange }: AuditFiltersProps) {
  const t = useTranslations("audit.filters");
  return (
    <label className="block max-w-md min-w-0">
      <span className="mb-1 block text-xs text-soft">{t("log")}</span>
      <select
        value={view.log ?? ""}
        onChange={({ target }) => onChange({ ...view, log: target.value === "" ? null : Number(target.value) })}
        className={fieldClass}
      >
        <option value="">{t("currentLog")}</option>
        {logs.slice(1).map(({ log, origin }) => (
          <option key={log} value={log}>
            {t("formerLog", { name: origin ?? t("format1") })}
          </option>
        ))}
      </select>
    </label>
  );
}
