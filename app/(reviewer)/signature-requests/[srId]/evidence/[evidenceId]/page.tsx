import { getTranslations } from "next-intl/server";
import { OverviewPanel } from "#components/overview/overview-panel";
import { settings } from "#lib/env";
import { caseTitle, paths } from "#lib/paths";
import { type TicketParameters, withTicket } from "#lib/search/ticket-link";
import { requireReviewer } from "#lib/session/require-reviewer";

type Props = { params: Promise<{ srId: string; evidenceId: string }>; searchParams: Promise<TicketParameters> };

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations("evidence");
  return { title: caseTitle(t("tabs.overview"), await params) };
}

export default async function OverviewPage({ params, searchParams }: Props) {
  const { srId, evidenceId } = await params;
  const { email, subject, roles } = await requireReviewer(
    ["reviewer"],
    withTicket(paths.evidence(srId, evidenceId), await searchParams),
  );
  const canShowNames = roles.includes("auditor");
  return <OverviewPanel fixedNow={settings().reviewClock} reviewer={email ?? subject} canShowNames={canShowNames} />;
}
