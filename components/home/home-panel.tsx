import { useTranslations } from "next-intl";
import { ContinueList } from "#components/saved-views/continue-list";
import { NeedsAttention } from "#components/saved-views/needs-attention";
import { SearchBox } from "#components/search/search-box";

export function HomePanel({ isPurposeRequired }: { isPurposeRequired: boolean }) {
  const t = useTranslations("shell.home");
  return (
    <div className="mx-auto max-w-6xl pt-[4vh]">
      <h1 className="mb-2 text-2xl font-semibold tracking-tight">{t("title")}</h1>
      <p className="mb-5 text-[0.9375rem] text-soft">{t("intro")}</p>
      <SearchBox isPurposeRequired={isPurposeRequired} isOnPage />
      <div className="mt-8 grid items-start gap-4 min-[900px]:grid-cols-[20rem_minmax(0,1fr)]">
        <NeedsAttention />
        <ContinueList />
      </div>
    </div>
  );
}
