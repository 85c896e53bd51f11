"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";

type ViewPagesProps = { page: number; hasMore: boolean; onChange: (page: number) => void };

/** Pages of a list; shown only if it has more than one. */
export function ViewPages({ page, hasMore, onChange }: ViewPagesProps) {
  const t = useTranslations("savedViews");
  if (page === 1 && !hasMore) return null;
  return (
    <nav aria-label={t("pages")} className="mt-4 flex items-center justify-between gap-4">
      <Button icon={ChevronLeft} disabled={page === 1} onClick={() => onChange(page - 1)}>
        {t("previousPage")}
      </Button>
      <span className="text-soft">{t("page", { page })}</span>
      <Button icon={ChevronRight} disabled={!hasMore} onClick={() => onChange(page + 1)}>
        {t("nextPage")}
      </Button>
    </nav>
  );
}
