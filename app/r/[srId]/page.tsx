import { redirect } from "next/navigation";
import { InvalidAddress } from "#components/search/invalid-address";
import { parseIdSegment, paths } from "#lib/paths";
import { type TicketParameters, withTicket } from "#lib/search/ticket-link";

type Props = { params: Promise<{ srId: string }>; searchParams: Promise<TicketParameters> };

export default async function ShortRequestPage({ params, searchParams }: Props) {
  const { srId } = await params;
  const id = parseIdSegment(srId);
  if (id === null) return <InvalidAddress ids={[srId]} isPage />;
  redirect(withTicket(paths.signatureRequest(id), await searchParams));
}
