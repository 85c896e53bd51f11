"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import type { PreviewProps } from "../preview-body.tsx";
import { HexPreview } from "./hex-preview.tsx";

/** Browsers do not decode JPEG 2000; that is said plainly, and the bytes are there. */
export function Jpeg2000Preview(props: PreviewProps) {
  const t = useTranslations("files.jpeg2000");
  return (
    <div className="space-y-3">
      <Notice tone="silent" title={t("text")} />
      <HexPreview {...props} />
    </div>
  );
}
