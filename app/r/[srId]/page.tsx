import { redirect } from "next/navigation";
import { InvalidAddress } from "#components/search/invalid-address";
import { isId, paths } from "#lib/paths";
import { type TicketParameters, withTicket } from "#lib/search/ticket-link";

type Props = { params: Promise<{ srId: string }>; searchParams: Promise<TicketParameters> };

export default async function ShortRequestPage({ params, searchParams }: Props) {
  const { srId } = await params;
  if (!isId(srId)) return <InvalidAddress ids={[srId]} isPage />;
  redirect(withTicket(paths.signatureRequest(srId), await searchParams));
}
