import { useTranslations } from "next-intl";
import { AsSent } from "#components/ui/as-sent";
import { Notice } from "#components/ui/notice";

/** The address names something that can be no id: said in words, and nothing is asked of the provider. */
export function InvalidAddress({ ids }: { ids: readonly string[] }) {
  const t = useTranslations("search");
  return (
    <Notice role="alert" tone="unsure" title={t("malformed.title")}>
      <p>{t("malformed.action")}</p>
      {ids.map((id) => (
        <p key={id}>
          <AsSent text={id} cap={80} />
        </p>
      ))}
    </Notice>
  );
}
