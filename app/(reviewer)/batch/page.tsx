import { getTranslations } from "next-intl/server";
import { BatchPanel } from "#components/batch/batch-panel";
import { settings } from "#lib/env";
import { paths } from "#lib/paths";
import { requireReviewer } from "#lib/session/require-reviewer";

export async function generateMetadata() {
  const t = await getTranslations("batch");
  return { title: t("title") };
}

export default async function BatchPage() {
  await requireReviewer(["reviewer"], paths.batch());
  return <BatchPanel isPurposeRequired={settings().requirePurpose} />;
}
