import { redirect } from "next/navigation";
import { InvalidAddress } from "#components/search/invalid-address";
import { parseIdSegment, paths } from "#lib/paths";
import { type TicketParameters, withTicket } from "#lib/search/ticket-link";

type Props = { params: Promise<{ srId: string; evidenceId: string }>; searchParams: Promise<TicketParameters> };

export default async function ShortEvidencePage({ params, searchParams }: Props) {
  const { srId, evidenceId } = await params;
  const [request, evidence] = [parseIdSegment(srId), parseIdSegment(evidenceId)];
  if (request === null || evidence === null)
    return <InvalidAddress ids={[srId, evidenceId].filter((id) => parseIdSegment(id) === null)} isPage />;
  redirect(withTicket(paths.evidence(request, evidence), await searchParams));
}
