import { RequestsPanel } from "#components/signature-request/requests-panel";
import { paths } from "#lib/paths";
import { requireReviewer } from "#lib/session/require-reviewer";

export default async function SignatureRequestsPage() {
  await requireReviewer(["reviewer"], paths.signatureRequests());
  return <RequestsPanel />;
}
