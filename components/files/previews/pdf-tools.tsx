"use client";

import { ChevronDown, ChevronUp, ZoomIn, ZoomOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import type { usePdfFind } from "./use-pdf-find.ts";

type PdfToolsProps = { pages: number; find: ReturnType<typeof usePdfFind>; onZoom: (factor: number) => void };

const zoomStep = 1.25;

/** Number of pages, zoom and search. */
export function PdfTools({ pages, find, onZoom }: PdfToolsProps) {
  const t = useTranslations("files.pdf");
  const isEmpty = find.wanted.trim() === "";
  return (
    <div className="flex flex-wrap items-center gap-1.5 print:hidden">
      <span className="mr-1">{t("pages", { count: pages })}</span>
      <Button icon={ZoomIn} iconOnly onClick={() => onZoom(zoomStep)}>
        {t("in")}
      </Button>
      <Button icon={ZoomOut} iconOnly onClick={() => onZoom(1 / zoomStep)}>
        {t("out")}
      </Button>
      <input
        type="search"
        aria-label={t("find")}
        placeholder={t("find")}
        value={find.wanted}
        onChange={(event) => find.search(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && find.step(event.shiftKey ? -1 : 1)}
        className="min-h-8.5 min-w-28 flex-1 rounded-lg border border-edge bg-transparent px-2.5"
      />
      <Button icon={ChevronUp} iconOnly disabled={find.pages.length === 0} onClick={() => find.step(-1)}>
        {t("previous")}
      </Button>
      <Button icon={ChevronDown} iconOnly disabled={find.pages.length === 0} onClick={() => find.step(1)}>
        {t("next")}
      </Button>
      <span role="status" className="text-[0.8125rem] text-soft">
        {find.searching ? t("searching") : isEmpty ? "" : t("matches", { count: find.pages.length })}
      </span>
    </div>
  );
}
