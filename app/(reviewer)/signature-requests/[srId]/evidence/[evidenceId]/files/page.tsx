import { FilesPanel } from "#components/files/files-panel";
import { paths } from "#lib/paths";
import { keepTicket, type TicketParameters } from "#lib/search/keep-ticket";
import { requireReviewer } from "#lib/session/require-reviewer";

type Props = { params: Promise<{ srId: string; evidenceId: string }>; searchParams: Promise<TicketParameters> };

export default async function FilesPage({ params, searchParams }: Props) {
  const { srId, evidenceId } = await params;
  await requireReviewer(["reviewer"], keepTicket(paths.evidence(srId, evidenceId, "files"), await searchParams));
  return <FilesPanel />;
}
