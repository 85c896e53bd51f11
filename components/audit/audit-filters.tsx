"use client";

import { ListFilter, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { Button } from "#components/ui/button";
import { emptyFilter, type LogFilter } from "#lib/audit/log-filter";
import { type AuditEventName, auditEvents } from "#lib/audit/model";
import type { LogPage } from "#lib/audit/schema";

const control = "h-9 w-full min-w-0 rounded-lg border border-edge bg-sheet px-3";

/** Converts local time to UTC milliseconds. */
function readTime(text: FormDataEntryValue | null): number | null {
  const time = Date.parse(String(text ?? ""));
  return Number.isNaN(time) ? null : time;
}

function readForm(form: HTMLFormElement): LogFilter {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? "").trim();
  return {
    ...emptyFilter,
    person: text("person"),
    request: text("request"),
    ticket: text("ticket"),
    event: text("event") as AuditEventName | "",
    from: readTime(data.get("from")),
    to: readTime(data.get("to")),
    log: text("log") === "" ? null : Number(text("log")),
  };
}

type AuditFiltersProps = { filter: LogFilter; logs: LogPage["logs"]; onChange: (filter: LogFilter) => void };

/** Nothing is requested from the server before "Apply". */
export function AuditFilters({ filter, logs, onChange }: AuditFiltersProps) {
  const t = useTranslations("audit");
  const form = useRef<HTMLFormElement>(null);
  const isFiltered = filter !== emptyFilter;

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onChange(readForm(event.currentTarget));
  }

  return (
    <form
      ref={form}
      onSubmit={apply}
      aria-label={t("filters.title")}
      className="mb-4 grid grid-cols-1 items-end gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-6"
    >
      <Field label={t("filters.person")} name="person" />
      <Field label={t("filters.request")} name="request" />
      <Field label={t("filters.ticket")} name="ticket" />
      <label className="min-w-0">
        <span className="mb-1 block text-xs text-soft">{t("filters.event")}</span>
        <select name="event" className={control}>
          <option value="">{t("filters.anyEvent")}</option>
          {auditEvents.map((event) => (
            <option key={event} value={event}>
              {t(`events.${event}`)}
            </option>
          ))}
        </select>
      </label>
      {logs.length > 1 ? (
        <label className="min-w-0">
          <span className="mb-1 block text-xs text-soft">{t("filters.log")}</span>
          <select name="log" className={control}>
            <option value="">{t("filters.currentLog")}</option>
            {logs.slice(1).map(({ log, origin }) => (
              <option key={log} value={log}>
                {t("filters.formerLog", { name: origin ?? t("filters.format1") })}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <Field label={t("filters.from")} name="from" type="datetime-local" />
      <Field label={t("filters.to")} name="to" type="datetime-local" />
      <div className="flex gap-2 sm:col-span-full">
        <Button type="submit" look="primary" icon={ListFilter}>
          {t("filters.apply")}
        </Button>
        {isFiltered ? (
          <Button
            icon={X}
            onClick={() => {
              form.current?.reset();
              onChange(emptyFilter);
            }}
          >
            {t("filters.clear")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

function Field({ label, name, type = "text" }: { label: string; name: string; type?: "text" | "datetime-local" }) {
  return (
    <label className="min-w-0">
      <span className="mb-1 block text-xs text-soft">{label}</span>
      <input
        name={name}
        type={type}
        maxLength={type === "text" ? 256 : undefined}
        autoComplete="off"
        className={control}
      />
    </label>
  );
}
