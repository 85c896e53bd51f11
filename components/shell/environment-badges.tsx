import { FlaskConical, MapPin } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";

export type Environment = {
  region: "switzerland" | "germany" | "custom" | "sandbox";
  /** Host of a region that Skribble does not run. */
  host: string;
  isDemo: boolean;
};

/** Region and environment. DEMO is never hidden, because a demo signature has no legal weight. */
export function EnvironmentBadges({ environment }: { environment: Environment }) {
  const t = useTranslations("shell");
  const { region, host, isDemo } = environment;
  return (
    <div className="flex shrink-0 items-center gap-2">
      <span className="flex items-center gap-1.5 rounded-md border border-line px-2 py-1 text-xs text-soft max-md:hidden">
        <MapPin aria-hidden className="size-3.5" />
        {region === "custom" ? host : t(`region.${region}`)}
      </span>
      {isDemo ? (
        <Badge tone="unsure" icon={FlaskConical}>
          <span title={t("demoMeaning")}>{t("demo")}</span>
        </Badge>
      ) : null}
    </div>
  );
}
