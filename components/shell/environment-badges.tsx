import { FlaskConical, MapPin } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";

/** Where evidence comes from and how much it weighs; read from the settings (lib/provider/environment). */
export type Environment = {
  region: "switzerland" | "germany" | "custom" | "sandbox";
  /** The host, for a region that is not Skribble's own. */
  host: string;
  isDemo: boolean;
};

/** Region and environment: a demo signature has no legal weight, so DEMO is never hidden. */
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
