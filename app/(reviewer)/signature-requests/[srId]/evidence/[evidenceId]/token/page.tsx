import { getTranslations } from "next-intl/server";
import { TokenPanel } from "#components/token/token-panel";
import { caseTitle, paths } from "#lib/paths";
import { type TicketParameters, withTicket } from "#lib/search/ticket-link";
import { requireReviewer } from "#lib/session/require-reviewer";

type Props = { params: Promise<{ srId: string; evidenceId: string }>; searchParams: Promise<TicketParameters> };

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations("evidence");
  return { title: caseTitle(t("tabs.token"), await params) };
}

export default async function TokenPage({ params, searchParams }: Props) {
  const { srId, evidenceId } = await params;
  await requireReviewer(["reviewer"], withTicket(paths.evidence(srId, evidenceId, "token"), await searchParams));
  return <TokenPanel />;
}
