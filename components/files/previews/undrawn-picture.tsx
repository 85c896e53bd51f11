"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import type { FileContent } from "#lib/files/archive-state";
import { useContentLabel } from "../content-label.tsx";
import { useImageSize } from "./use-image-size.ts";
import { usePictureReport } from "./use-picture-report.ts";

/** Words in place of a picture that this browser cannot draw: kind, pixels, and what can be seen instead. */
export function UndrawnPicture({ content }: { content: FileContent }) {
  const t = useTranslations("files.image");
  const label = useContentLabel();
  const size = useImageSize(content);
  const report = usePictureReport(content);
  const type = content.check.content ? label(content.check.content, false) : "";
  const hasPreview =
    report.phase === "ready" &&
    report.value.parts.some(({ origin }) => ["exifThumbnail", "thumbnail", "preview"].includes(origin));
  return (
    <Notice tone="unsure" role="status" title={t("undrawn", { type })}>
      {size !== null && size !== "reading" ? <p>{t("undrawnSize", size)}</p> : null}
      {report.phase === "ready" && report.value.pictures > 1 ? (
        <p>{t("undrawnPictures", { count: report.value.pictures })}</p>
      ) : null}
      {report.phase === "ready" && report.value.frames > 1 ? (
        <p>{t("undrawnFrames", { count: report.value.frames })}</p>
      ) : null}
      {report.phase === "ready" && report.value.thumbnails > 0 ? (
        <p>{t("undrawnThumbnails", { count: report.value.thumbnails })}</p>
      ) : null}
      <p>{t(hasPreview ? "undrawnPreview" : "undrawnDownload")}</p>
    </Notice>
  );
}
