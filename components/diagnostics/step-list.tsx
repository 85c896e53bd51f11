import { useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge";
import { Verbatim } from "#components/ui/verbatim";
import type { Step } from "#lib/diagnostics/schema";

const tones: Record<Step["outcome"], Tone> = { pass: "proven", warn: "unsure", fail: "contradicted", skip: "silent" };

export function StepList({ steps }: { steps: Step[] }) {
  const t = useTranslations("diagnostics");
  return (
    <ol aria-label={t("check.results")} className="divide-y divide-line border-t border-line">
      {steps.map(({ name, outcome, reason, settings, tookMs, said: providerText, amount }) => (
        <li key={name} className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[11rem_7rem_1fr]">
          <span className="font-medium">{t(`steps.${name}`)}</span>
          <span>
            <Badge tone={tones[outcome]}>{t(`outcomes.${outcome}`)}</Badge>
          </span>
          <div className="min-w-0 space-y-1">
            <p>{t(`reasons.${reason}`, { amount: amount ?? 0 })}</p>
            {settings.length > 0 ? (
              <p className="text-xs text-soft">
                {t("check.settings")}{" "}
                {settings.map((setting) => (
                  <code key={setting} className="mr-2 font-mono break-all">
                    {setting}
                  </code>
                ))}
              </p>
            ) : null}
            {providerText ? (
              <p className="text-xs text-soft">
                {t("check.providerSays")} <Verbatim text={providerText} />
              </p>
            ) : null}
            {tookMs === null ? null : (
              <p className="text-xs text-soft tabular-nums">{t("check.took", { ms: tookMs })}</p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
