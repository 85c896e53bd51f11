import { useTranslations } from "next-intl";
import { PageTitle } from "#components/ui/page-title";
import type { InstallationFacts } from "#lib/diagnostics/schema";
import { ConnectionCheck } from "./connection-check.tsx";
import { EvidenceEndpoints } from "./evidence-endpoints.tsx";
import { FactsCards } from "./facts-cards.tsx";
import { ProviderLetter } from "./provider-letter.tsx";

/** Shows the connection check first, because users come for it, then the settings. */
export function DiagnosticsPanel({ facts }: { facts: InstallationFacts }) {
  const t = useTranslations("diagnostics");
  return (
    <>
      <PageTitle facts={t("lead")}>{t("title")}</PageTitle>
      <div className="space-y-5">
        <ConnectionCheck />
        <EvidenceEndpoints />
        <ProviderLetter baseUrl={facts.baseUrl} />
        <FactsCards facts={facts} />
      </div>
    </>
  );
}
