"use client";

import { useTranslations } from "next-intl";
import { type PreparedReport, PrintButton } from "#components/report/print-button";
import { useTexts } from "#components/report/use-texts";
import { filterOf, type LogView } from "#lib/audit/log-address";
import { formatFilter, type LogFilter } from "#lib/audit/log-filter";
import { fetchLog } from "#lib/audit/query";
import type { AuditEntryView, VerificationResponse } from "#lib/audit/schema";
import { recordLogPrint } from "#lib/report/query";

/** Accesses of one page of the API, and at most on paper. */
const pageSize = 200;
const maxAccesses = 1_000;

/** Reads all accesses that the filter finds, newest first. */
async function readAll(filter: LogFilter): Promise<{ items: AuditEntryView[]; newest: number; isCut: boolean }> {
  const items: AuditEntryView[] = [];
  for (let before: number | null = null; ; ) {
    const page = await fetchLog({ ...filter, before, limit: pageSize });
    items.push(...page.items);
    before = page.nextBefore;
    if (before === null || items.length >= maxAccesses)
      return { items: items.slice(0, maxAccesses), newest: page.newest, isCut: before !== null };
  }
}

type PrintAccessesProps = { view: LogView; openedAt: Date; verification: VerificationResponse | null };

/** The access report of one case; it needs an ID, so that the log of all cases is not printed by mistake. */
export function PrintAccesses({ view, openedAt, verification }: PrintAccessesProps) {
  const t = useTranslations("audit");
  const texts = useTexts();
  const filter = filterOf(view, openedAt);

  async function prepare(): Promise<PreparedReport> {
    const print = await recordLogPrint(formatFilter(filter));
    const [{ buildLogReport }, { items, isCut }] = await Promise.all([
      import("#lib/report/log-report"),
      readAll(filter),
    ]);
    const { period } = view;
    const days = period.name === "custom" ? ` ${period.from} – ${period.to}` : "";
    const shown = [
      { name: t("filters.part"), value: view.part },
      { name: t("filters.period"), value: `${t(`filters.periods.${period.name}`)}${days}` },
      { name: t("filters.person"), value: view.person },
      { name: t("filters.ticket"), value: view.ticket },
      { name: t("filters.event"), value: view.event === "" ? "" : t(`events.${view.event}`) },
    ].filter(({ value }) => value !== "");
    // A verification says nothing about entries that were written after it.
    const isCovered =
      verification !== null && items.every((item) => (item.ending ?? item).sequence <= verification.last);
    const isCurrent = view.log === null;
    const report = buildLogReport(
      { filter: shown, items, isCut, verification: isCovered && isCurrent ? verification : null, print },
      texts,
    );
    return { report, pictures: new Map() };
  }

  return (
    <PrintButton
      label={t("printAccesses")}
      choices={null}
      disabledBecause={view.part === "" ? t("printNeedsId") : null}
      prepare={prepare}
    />
  );
}
