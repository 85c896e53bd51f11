import { getTranslations } from "next-intl/server";
import { HistoryPanel } from "#components/audit/history-panel";
import { DecisionHistory } from "#components/decision/decision-history";
import { caseTitle, paths } from "#lib/paths";
import { type TicketParameters, withTicket } from "#lib/search/ticket-link";
import { requireReviewer } from "#lib/session/require-reviewer";

type Props = { params: Promise<{ srId: string; evidenceId: string }>; searchParams: Promise<TicketParameters> };

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations("evidence");
  return { title: caseTitle(t("tabs.history"), await params) };
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const { srId, evidenceId } = await params;
  await requireReviewer(["reviewer"], withTicket(paths.evidence(srId, evidenceId, "history"), await searchParams));
  return (
    <div className="space-y-4">
      <DecisionHistory />
      <HistoryPanel />
    </div>
  );
}
