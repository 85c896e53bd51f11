import { getTranslations } from "next-intl/server";
import { PurposeGate } from "#components/purpose/purpose-gate";
import { InvalidAddress } from "#components/search/invalid-address";
import { RequestPanel } from "#components/signature-request/request-panel";
import { isId, paths } from "#lib/paths";
import { readPagePurpose } from "#lib/purpose/read-page-purpose";
import { type TicketParameters, withTicket } from "#lib/search/ticket-link";
import { requireReviewer } from "#lib/session/require-reviewer";

type Props = { params: Promise<{ srId: string }>; searchParams: Promise<TicketParameters> };

export async function generateMetadata() {
  const t = await getTranslations("signatureRequest");
  return { title: t("title") };
}

export default async function SignatureRequestPage({ params, searchParams }: Props) {
  const { srId } = await params;
  if (!isId(srId)) {
    await requireReviewer(["reviewer"], paths.signatureRequests());
    return <InvalidAddress ids={[srId]} />;
  }
  await requireReviewer(["reviewer"], withTicket(paths.signatureRequest(srId), await searchParams));
  return (
    <PurposeGate srId={srId} state={await readPagePurpose(srId)}>
      <RequestPanel srId={srId} />
    </PurposeGate>
  );
}
