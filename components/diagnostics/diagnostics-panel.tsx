import { useTranslations } from "next-intl";
import { PageTitle } from "#components/ui/page-title";
import type { InstallationFacts } from "#lib/diagnostics/model";
import { ConnectionCheck } from "./connection-check.tsx";
import { FactsSheets } from "./facts-sheets.tsx";

/** How this installation stands: the check first, because that is why people come; what it is made of below. */
export function DiagnosticsPanel({ facts }: { facts: InstallationFacts }) {
  const t = useTranslations("diagnostics");
  return (
    <>
      <PageTitle facts={t("lead")}>{t("title")}</PageTitle>
      <div className="space-y-5">
        <ConnectionCheck />
        <FactsSheets facts={facts} />
      </div>
    </>
  );
}
