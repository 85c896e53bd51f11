import { redirect } from "next/navigation";
import { InvalidAddress } from "#components/search/invalid-address";
import { isId, paths } from "#lib/paths";
import { type TicketParameters, withTicket } from "#lib/search/ticket-link";

type Props = { params: Promise<{ srId: string; evidenceId: string }>; searchParams: Promise<TicketParameters> };

export default async function ShortEvidencePage({ params, searchParams }: Props) {
  const { srId, evidenceId } = await params;
  const malformed = [srId, evidenceId].filter((id) => !isId(id));
  if (malformed.length > 0) return <InvalidAddress ids={malformed} isPage />;
  redirect(withTicket(paths.evidence(srId, evidenceId), await searchParams));
}
