import { getTranslations } from "next-intl/server";
import { DossiersPanel } from "#components/dossiers/dossiers-panel";
import { settings } from "#lib/env";
import { paths } from "#lib/paths";
import { requireReviewer } from "#lib/session/require-reviewer";

export async function generateMetadata() {
  const t = await getTranslations("dossiers");
  return { title: t("title") };
}

export default async function DossiersPage() {
  const { roles } = await requireReviewer(["reviewer"], paths.dossiers());
  return <DossiersPanel canShowNames={roles.includes("auditor")} isPurposeRequired={settings().requirePurpose} />;
}
