import { getTranslations } from "next-intl/server";
import { FilesPanel } from "#components/files/files-panel";
import { withFilePosition } from "#lib/files/file-position";
import { caseTitle, paths } from "#lib/paths";
import { type TicketParameters, withTicket } from "#lib/search/ticket-link";
import { requireReviewer } from "#lib/session/require-reviewer";

type Props = {
  params: Promise<{ srId: string; evidenceId: string }>;
  searchParams: Promise<TicketParameters & Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations("evidence");
  return { title: caseTitle(t("tabs.files"), await params) };
}

export default async function FilesPage({ params, searchParams }: Props) {
  const { srId, evidenceId } = await params;
  const parameters = await searchParams;
  const path = withFilePosition(withTicket(paths.evidence(srId, evidenceId, "files"), parameters), parameters);
  await requireReviewer(["reviewer"], path);
  return <FilesPanel />;
}
