"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CompareDialog } from "#components/compare/compare-dialog";
import { useMasking } from "#lib/evidence/use-masking";
import { caseIdOf, type OtherCase, useOtherCases } from "./use-other-cases.tsx";

type CasesCompareProps = {
  /** The first two are shown at once. */
  cases: readonly [OtherCase, OtherCase, ...OtherCase[]];
  onClose: () => void;
};

/** Compares pictures of several cases. Opening it asks for the archives of the first two; the others on request. */
export function CasesCompare({ cases: chosen, onClose }: CasesCompareProps) {
  const t = useTranslations("compare");
  const { masked } = useMasking();
  const [isRevealed, setRevealed] = useState(false);
  const [first, second] = [caseIdOf(chosen[0]), caseIdOf(chosen[1])];
  const { cases, loaders } = useOtherCases(chosen, [first, second]);
  return (
    <>
      {loaders}
      <CompareDialog
        own={null}
        subtitle={t("ofCases", { count: cases.length })}
        cases={cases}
        first={first}
        second={second}
        isHidden={masked && !isRevealed}
        onReveal={() => setRevealed(true)}
        onClose={onClose}
      />
    </>
  );
}
