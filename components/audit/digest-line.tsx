import { Equal } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Identifier } from "#components/ui/identifier";
import type { DigestHistory } from "#lib/audit/schema";
import { formatTime } from "#lib/i18n/format-time";

const names = ["record", "files", "token"] as const;

/** Since when an artefact's bytes are unchanged; other bytes are grey, because a provider may regenerate them. */
export function DigestLine({ digest }: { digest: DigestHistory }) {
  const t = useTranslations("audit.history");
  const locale = useLocale();
  const name = names.find((known) => known === digest.artefact) ?? "record";
  const { releases, formerAt, formerSha256 } = digest;
  const since = formatTime(digest.sinceAt, locale);
  return (
    <li>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-16 font-medium">{t(`artefacts.${name}`)}</span>
        {releases > 1 ? (
          <Badge tone="proven" icon={Equal}>
            {t("same", { time: since })}
          </Badge>
        ) : (
          <Badge tone="silent">{formerAt ? t("other", { time: formatTime(formerAt, locale) }) : t("first")}</Badge>
        )}
        <span className="text-xs text-soft">{t("releases", { count: releases })}</span>
      </p>
      <p className="mt-0.5 flex flex-wrap items-center gap-x-4 text-xs text-soft">
        <span className="inline-flex items-center gap-1">
          SHA-256 <Identifier value={digest.sha256} what="SHA-256" />
        </span>
        {formerSha256 && formerAt ? (
          <span className="inline-flex flex-wrap items-center gap-1">
            {t("before", { time: formatTime(formerAt, locale) })} <Identifier value={formerSha256} what="SHA-256" />
          </span>
        ) : null}
      </p>
    </li>
  );
}
