import { getTranslations } from "next-intl/server";
import { QueuePanel } from "#components/queue/queue-panel";
import { paths } from "#lib/paths";
import { requireReviewer } from "#lib/session/require-reviewer";

export async function generateMetadata() {
  const t = await getTranslations("queue");
  return { title: t("title") };
}

export default async function QueuePage() {
  await requireReviewer(["reviewer"], paths.queue());
  return <QueuePanel />;
}
