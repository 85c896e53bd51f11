import { ListFilter } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { RecentLookUps } from "#components/audit/recent-look-ups";
import { SearchBox } from "#components/search/search-box";
import { buttonClass } from "#components/ui/button";
import { paths } from "#lib/paths";

export function HomePanel({ isPurposeRequired }: { isPurposeRequired: boolean }) {
  const t = useTranslations("shell.home");
  return (
    <div className="mx-auto max-w-5xl pt-[4vh]">
      <h1 className="mb-2 text-2xl font-semibold tracking-tight">{t("title")}</h1>
      <p className="mb-5 text-[0.9375rem] text-soft">{t("intro")}</p>
      <SearchBox isPurposeRequired={isPurposeRequired} isOnPage />
      <p className="mt-5">
        <Link href={paths.signatureRequests()} prefetch={false} className={buttonClass("plain")}>
          <ListFilter aria-hidden className="size-4" />
          {t("browse")}
        </Link>
      </p>
      <RecentLookUps />
    </div>
  );
}
