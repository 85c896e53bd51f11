import { useTranslations } from "next-intl";
import { Verbatim } from "#components/ui/as-sent";
import { Notice } from "#components/ui/notice";
import { PageTitle } from "#components/ui/page-title";

/** Pages are given the address as it was written; a person reads it decoded. */
function decodeId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/**
 * The address names something that can be no id: said in words, and nothing is asked of the provider.
 * `isPage` where nothing else stands around it.
 */
export function InvalidAddress({ ids, isPage = false }: { ids: readonly string[]; isPage?: boolean }) {
  const t = useTranslations("search");
  const notice = (
    <Notice role="alert" tone="unsure" title={t("malformed.title")}>
      <p>{t("malformed.action")}</p>
      {ids.map((id) => (
        <p key={id}>
          <Verbatim text={decodeId(id)} cap={80} />
        </p>
      ))}
    </Notice>
  );
  if (!isPage) return notice;
  return (
    <main className="mx-auto max-w-2xl p-6">
      <PageTitle>{t("malformed.heading")}</PageTitle>
      {notice}
    </main>
  );
}
