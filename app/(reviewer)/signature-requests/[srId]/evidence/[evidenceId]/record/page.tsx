import { getTranslations } from "next-intl/server";
import { RecordPanel } from "#components/record/record-panel";
import { caseTitle, parameters, paths, withParameters } from "#lib/paths";
import { type TicketParameters, withTicket } from "#lib/search/ticket-link";
import { requireReviewer } from "#lib/session/require-reviewer";

type Props = {
  params: Promise<{ srId: string; evidenceId: string }>;
  searchParams: Promise<TicketParameters & Partial<Record<typeof parameters.node, string | string[]>>>;
};

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations("evidence");
  return { title: caseTitle(t("tabs.record"), await params) };
}

export default async function RecordPage({ params, searchParams }: Props) {
  const { srId, evidenceId } = await params;
  const { [parameters.node]: node, ...ticket } = await searchParams;
  const path = withTicket(paths.evidence(srId, evidenceId, "record"), ticket);
  // Keeps a deep link's path through sign-in and drops anything but child indices.
  const isPath = typeof node === "string" && /^\d+(\.\d+)*$/.test(node);
  await requireReviewer(["reviewer"], isPath ? withParameters(path, { [parameters.node]: node }) : path);
  return <RecordPanel />;
}
