import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import type { InstallationFacts } from "#lib/diagnostics/schema";

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[15.5rem_1fr]">
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

const Code = ({ children }: { children: ReactNode }) => (
  <code className="font-mono text-[0.8125rem] break-all">{children}</code>
);

export function FactsCards({ facts }: { facts: InstallationFacts }) {
  const t = useTranslations("diagnostics");
  const { environment, baseUrl, paths, limits, throughProxy, trustSources, database, version, node } = facts;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Card title={t("provider.title")} flush>
        <dl className="divide-y divide-line">
          <Fact name={t("provider.region")}>{t(`provider.regions.${environment.region}`)}</Fact>
          <Fact name={t("provider.key")}>
            {environment.isDemo ? (
              <Badge tone="unsure">{t(`provider.keys.${environment.keyKind}`)}</Badge>
            ) : (
              t(`provider.keys.${environment.keyKind}`)
            )}
          </Fact>
          <Fact name={<Code>SKRIBBLE_API_URL</Code>}>
            <Code>{baseUrl}</Code>
          </Fact>
          {paths.map(({ setting, template }) => (
            <Fact key={setting} name={<Code>{setting}</Code>}>
              <Code>{template}</Code>
            </Fact>
          ))}
          <Fact name={t("provider.route")}>{t(throughProxy ? "provider.proxy" : "provider.direct")}</Fact>
        </dl>
      </Card>
      <div className="space-y-5">
        <Card title={t("installation.title")} flush>
          <dl className="divide-y divide-line">
            <Fact name={t("installation.version")}>{version}</Fact>
            <Fact name="Node.js">{node}</Fact>
            <Fact name={t("installation.database")}>{t(`installation.databases.${database}`)}</Fact>
            <Fact name={t("installation.trust")}>
              {trustSources.length === 0
                ? t("installation.noTrust")
                : trustSources.map((source) => (
                    <span key={source} className="mr-2">
                      <Code>{source}</Code>
                    </span>
                  ))}
            </Fact>
          </dl>
        </Card>
        <Card title={t("limits.title")} flush>
          <dl className="divide-y divide-line">
            {limits.map(({ setting, value }) => (
              <Fact key={setting} name={<Code>{setting}</Code>}>
                <span className="tabular-nums">
                  {t(setting.endsWith("_MS") ? "limits.ms" : "limits.bytes", { value })}
                </span>
              </Fact>
            ))}
          </dl>
        </Card>
      </div>
    </div>
  );
}
