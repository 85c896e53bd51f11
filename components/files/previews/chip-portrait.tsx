"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import { readFacialImage } from "#lib/files/facial-image-file";
import { useLoaded } from "#lib/runtime/use-loaded";
import type { PreviewProps } from "../preview-props.ts";
import { FileImage } from "./file-image.tsx";
import { HexPreview } from "./hex-preview.tsx";
import { Jpeg2000Picture } from "./jpeg2000-picture.tsx";
import { PictureFacts } from "./picture-facts.tsx";

/** Facial image of a travel document's data group 2 (ICAO 9303-10). */
export function ChipPortrait(props: PreviewProps) {
  const t = useTranslations("files.portrait");
  const { content } = props;
  const portrait = useLoaded(useCallback(() => readFacialImage(content), [content]));

  if (portrait.phase === "loading") return <Skeleton lines={6} />;
  if (portrait.phase === "failed") {
    return (
      <div className="space-y-3">
        <Notice tone="unsure" role="alert" title={t("failed")} />
        <HexPreview {...props} />
      </div>
    );
  }
  return (
    <div className="space-y-2">
      {portrait.value.check.content?.kind === "jpeg2000" ? (
        <Jpeg2000Picture {...props} content={portrait.value} />
      ) : (
        <FileImage number={props.entry.number} content={portrait.value} />
      )}
      <p className="text-[0.8125rem] text-soft">{t("text")}</p>
      <PictureFacts {...props} content={portrait.value} />
    </div>
  );
}
