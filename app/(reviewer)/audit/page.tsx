import { AuditPanel } from "#components/audit/audit-panel";
import { paths } from "#lib/paths";
import { requireReviewer } from "#lib/session/require-reviewer";

export default async function AuditPage() {
  await requireReviewer(["auditor", "admin"], paths.audit());
  return <AuditPanel />;
}
