import { getTranslations } from "next-intl/server";
import { AuditPanel } from "#components/audit/audit-panel";
import { formatLogAddress, readLogAddress } from "#lib/audit/log-address";
import { paths, withParameters } from "#lib/paths";
import { requireReviewer } from "#lib/session/require-reviewer";

export async function generateMetadata() {
  const t = await getTranslations("shell");
  return { title: t("pages.audit") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: Props) {
  const texts = Object.entries(await searchParams).filter((one): one is [string, string] => typeof one[1] === "string");
  const view = readLogAddress(new URLSearchParams(texts));
  await requireReviewer(["auditor", "admin"], withParameters(paths.audit(), formatLogAddress(view)));
  return <AuditPanel />;
}
