"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import type { PdfStructure } from "#lib/formats/pdf/structure/model";
import type { Loaded } from "#lib/runtime/use-loaded";
import { DefectNotice } from "./defect-notice.tsx";

/** Says what contradicts the structure of the file, above its pages. Notes stand among the facts below them. */
export function PdfDefects({ structure }: { structure: Loaded<PdfStructure> }) {
  const t = useTranslations("files.pdf");
  if (structure.phase === "loading") return null;
  if (structure.phase === "failed") return <Notice tone="unsure" role="status" title={t("structureFailed")} />;
  const { defects, features } = structure.value;
  const hasForm = features.some(([feature]) => feature === "xfa");
  return (
    <>
      {hasForm ? <Notice tone="unsure" role="status" title={t("xfaHidden")} /> : null}
      <DefectNotice
        title={t("structureTitle")}
        defects={defects.filter(({ severity }) => severity !== "note")}
        describe={({ code, values }) => t(`structure.${code}`, values)}
      />
    </>
  );
}
