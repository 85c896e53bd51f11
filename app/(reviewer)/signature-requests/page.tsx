import { getTranslations } from "next-intl/server";
import { PurposeGate } from "#components/purpose/purpose-gate";
import { ViewsPanel } from "#components/saved-views/views-panel";
import { settings } from "#lib/env";
import { paths, withParameters } from "#lib/paths";
import { readPagePurpose } from "#lib/purpose/read-page-purpose";
import { formatViewFilter, readViewFilter } from "#lib/saved-views/model";
import { type TicketParameters, withTicket } from "#lib/search/ticket-link";
import { requireReviewer } from "#lib/session/require-reviewer";

export async function generateMetadata() {
  const t = await getTranslations("signatureRequest");
  return { title: t("listTitle") };
}

type Parameters = TicketParameters & Record<string, string | string[] | undefined>;

/** The list's address with its view, so that it survives a sign-in. */
function withView(given: Parameters): string {
  const texts = Object.entries(given).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  return withParameters(paths.signatureRequests(), formatViewFilter(readViewFilter(new URLSearchParams(texts))));
}

export default async function SignatureRequestsPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const given = await searchParams;
  await requireReviewer(["reviewer"], withTicket(withView(given), given));
  return (
    <PurposeGate srId={null} state={await readPagePurpose(null)}>
      <ViewsPanel fixedNow={settings().reviewClock} />
    </PurposeGate>
  );
}
