"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import type { FileContent } from "#lib/files/archive-state";
import { DefectNotice } from "./defect-notice.tsx";
import { usePictureReport } from "./use-picture-report.ts";

/** Says above a picture what is missing in it, or that this cannot be checked. Other notes stand among its facts. */
export function PictureNotices({ content }: { content: FileContent }) {
  const t = useTranslations("files.image");
  const report = usePictureReport(content);
  if (report.phase === "loading") return null;
  if (report.phase === "failed") return <Notice tone="unsure" role="status" title={t("notChecked")} />;
  const defects = report.value.defects.filter(({ severity }) => severity !== "note");
  const isCoding = defects.length > 0 && defects.every(({ code }) => code === "coding_unsupported");
  if (report.value.defects.some(({ code }) => code === "whole_unknown"))
    return <p className="text-[0.8125rem] text-soft">{t("defect.whole_unknown")}</p>;
  return (
    <DefectNotice
      title={t(isCoding ? "codingTitle" : "defectTitle")}
      defects={defects}
      describe={({ code, values }) => t(`defect.${code}`, values)}
    />
  );
}
