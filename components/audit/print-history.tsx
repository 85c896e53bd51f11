"use client";

import { useTranslations } from "next-intl";
import { usePurpose } from "#components/purpose/purpose-context";
import { type PreparedReport, PrintButton } from "#components/report/print-button";
import { useTexts } from "#components/report/use-texts";
import { fetchHistory } from "#lib/audit/query";
import type { EvidenceAccess, History } from "#lib/audit/schema";
import { recordPrint } from "#lib/report/query";

const maxAccesses = 500;

async function readAll(srId: string, evidenceId: string) {
  const items: EvidenceAccess[] = [];
  let digests: History["digests"] = [];
  for (let before: number | null = null; ; ) {
    const page: History = await fetchHistory(srId, evidenceId, before);
    if (before === null) digests = page.digests;
    items.push(...page.items);
    before = page.nextBefore;
    if (before === null || items.length >= maxAccesses)
      return { items: items.slice(0, maxAccesses), digests, isCut: before !== null };
  }
}

/** The history of one evidence on paper. */
export function PrintHistory({ srId, evidenceId }: { srId: string; evidenceId: string }) {
  const t = useTranslations("audit.history");
  const texts = useTexts();
  const purpose = usePurpose();

  async function prepare(): Promise<PreparedReport> {
    const print = await recordPrint(srId, evidenceId, {
      view: "history",
      conclusion: null,
      pictures: "none",
      personal: "masked",
      status: null,
      record: null,
      files: null,
      token: null,
    });
    const [{ buildHistoryReport }, { items, digests, isCut }] = await Promise.all([
      import("#lib/report/log-report"),
      readAll(srId, evidenceId),
    ]);
    const ticket = purpose?.ticket ?? null;
    const report = buildHistoryReport({ srId, evidenceId, ticket, items, digests, isCut, print }, texts);
    return { report, pictures: new Map() };
  }

  return <PrintButton label={t("print")} choices={null} prepare={prepare} />;
}
