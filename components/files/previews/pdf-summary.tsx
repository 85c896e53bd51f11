"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { mergeDefects } from "#lib/formats/pdf/merge-defects";
import type { PdfStructure } from "#lib/formats/pdf/structure/model";
import type { PageChecks } from "./use-page-checks.ts";

const listedPages = 30;

type PdfSummaryProps = {
  pages: number;
  checks: PageChecks;
  structure: PdfStructure | null;
  onPage: (page: number) => void;
};

/** Says on which pages something is missing, and how many pages were not drawn yet. */
export function PdfSummary({ pages, checks, structure, onPage }: PdfSummaryProps) {
  const t = useTranslations("files.pdf");
  const broken = [...checks.drawn]
    .filter(([page, drawn]) => mergeDefects(page, drawn, structure).length > 0)
    .map(([page]) => page);
  broken.sort((one, other) => one - other);
  const drawn = checks.drawn.size;
  const unseen = pages - drawn;
  return (
    <>
      {broken.length > 0 ? (
        <Notice tone="unsure" role="status" title={t("missing", { count: broken.length })}>
          <div className="flex flex-wrap gap-1.5">
            {broken.slice(0, listedPages).map((page) => (
              <Button key={page} look="quiet" onClick={() => onPage(page)}>
                {t("page", { page })}
              </Button>
            ))}
          </div>
          {broken.length > listedPages ? <p>{t("missingMore", { shown: listedPages })}</p> : null}
        </Notice>
      ) : null}
      {unseen > 0 ? <p className="text-[0.8125rem] text-soft">{t("unchecked", { checked: drawn, pages })}</p> : null}
    </>
  );
}
