import { getTranslations } from "next-intl/server";
import { PurposeGate } from "#components/purpose/purpose-gate";
import { RequestsPanel } from "#components/signature-request/requests-panel";
import { paths } from "#lib/paths";
import { readPagePurpose } from "#lib/purpose/read-page-purpose";
import { type TicketParameters, withTicket } from "#lib/search/ticket-link";
import { requireReviewer } from "#lib/session/require-reviewer";

export async function generateMetadata() {
  const t = await getTranslations("signatureRequest");
  return { title: t("listTitle") };
}

export default async function SignatureRequestsPage({ searchParams }: { searchParams: Promise<TicketParameters> }) {
  await requireReviewer(["reviewer"], withTicket(paths.signatureRequests(), await searchParams));
  return (
    <PurposeGate srId={null} state={await readPagePurpose(null)}>
      <RequestsPanel />
    </PurposeGate>
  );
}
