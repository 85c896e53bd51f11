"use client";

import { Columns2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "#components/ui/button";
import { listComparable } from "#lib/saved-views/list-comparable";
import type { ViewRow } from "#lib/saved-views/query";

// Loaded when first used, to keep the list small.
const CasesCompare = dynamic(() => import("#components/overview/cases-compare").then((part) => part.CasesCompare));

/** Compares pictures of the selected requests; says why while it cannot. */
export function CompareSelected({ selected }: { selected: readonly ViewRow[] }) {
  const t = useTranslations("savedViews");
  const reasonId = useId();
  const [isOpen, setOpen] = useState(false);
  const comparable = listComparable(selected, (row, position) => {
    const title = row.request?.title ?? t("untitled");
    return position === null ? title : t("signer", { position, fact: title });
  });
  const reason = "reason" in comparable ? t(`compareWhy.${comparable.reason}`) : null;
  return (
    <>
      <Button
        icon={Columns2}
        disabled={reason !== null}
        aria-describedby={reason === null ? undefined : reasonId}
        title={reason ?? undefined}
        onClick={() => setOpen(true)}
      >
        {t("compare")}
      </Button>
      {reason === null ? null : (
        <span
          id={reasonId}
          className={selected.length === 0 ? "sr-only" : "text-[0.8125rem] text-soft max-[900px]:sr-only"}
        >
          {reason}
        </span>
      )}
      {isOpen && "cases" in comparable ? (
        <CasesCompare cases={comparable.cases} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
