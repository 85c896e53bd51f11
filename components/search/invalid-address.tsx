import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import { PageTitle } from "#components/ui/page-title";
import { Verbatim } from "#components/ui/verbatim";

/** Decodes the ID for display; Next passes path segments encoded. */
function decodeId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** Requests nothing from the provider. `isPage` if nothing else is on the page. */
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
