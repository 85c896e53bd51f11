import { useLocale, useTranslations } from "next-intl";
import type { EvidenceAccess } from "#lib/audit/schema";
import { formatPeriod } from "#lib/i18n/format-time";

/** Only the first and the last poll of a run have entries, so the row gives count and period. */
export function PollRunLabel({ polls: { count, from, to } }: { polls: NonNullable<EvidenceAccess["polls"]> }) {
  const t = useTranslations("audit.history");
  const locale = useLocale();
  if (count === null) return t("pollsUncounted", { from: formatPeriod(from, from, locale) });
  if (to === null) return t("pollsSince", { count, from: formatPeriod(from, from, locale) });
  return t("polls", { count, period: formatPeriod(from, to, locale) });
}
