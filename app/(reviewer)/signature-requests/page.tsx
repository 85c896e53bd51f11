import { getTranslations } from "next-intl/server";
import { RequestsPanel } from "#components/signature-request/requests-panel";
import { paths } from "#lib/paths";
import { requireReviewer } from "#lib/session/require-reviewer";

export async function generateMetadata() {
  const t = await getTranslations("signatureRequest");
  return { title: t("listTitle") };
}

export default async function SignatureRequestsPage() {
  await requireReviewer(["reviewer"], paths.signatureRequests());
  return <RequestsPanel />;
}
