import { getTranslations } from "next-intl/server";
import { DiagnosticsPanel } from "#components/diagnostics/diagnostics-panel";
import { UnmappedWords } from "#components/status/unmapped-words";
import { TrustedKeyList } from "#components/token/trusted-key-list";
import { readFacts } from "#lib/diagnostics/installation-facts";
import { paths } from "#lib/paths";
import { requireReviewer } from "#lib/session/require-reviewer";

export async function generateMetadata() {
  const t = await getTranslations("shell");
  return { title: t("pages.diagnostics") };
}

export default async function DiagnosticsPage() {
  await requireReviewer(["admin"], paths.diagnostics());
  return (
    <div className="space-y-5">
      <DiagnosticsPanel facts={readFacts()} />
      <UnmappedWords />
      <TrustedKeyList />
    </div>
  );
}
