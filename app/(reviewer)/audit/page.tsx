import { getTranslations } from "next-intl/server";
import { AuditPanel } from "#components/audit/audit-panel";
import { paths } from "#lib/paths";
import { requireReviewer } from "#lib/session/require-reviewer";

export async function generateMetadata() {
  const t = await getTranslations("shell");
  return { title: t("pages.audit") };
}

export default async function AuditPage() {
  await requireReviewer(["auditor", "admin"], paths.audit());
  return <AuditPanel />;
}
