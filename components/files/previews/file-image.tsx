"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import type { FileContent } from "#lib/files/archive-state";
import { planDrawing } from "#lib/formats/picture/large-picture";
import { ImageStage, tallest } from "./image-stage.tsx";
import { PictureNotices } from "./picture-notices.tsx";
import { UndrawnPicture } from "./undrawn-picture.tsx";
import { useImageOrientation } from "./use-image-orientation.ts";
import { useImageSize } from "./use-image-size.ts";

const LargePicture = dynamic(() => import("./large-picture.tsx").then((part) => part.LargePicture), {
  loading: () => <Skeleton lines={6} />,
});

/** Decodes a picture file only if its header permits, and says above it what is missing. */
export function FileImage({ number, content }: { number: number; content: FileContent }) {
  return (
    <div className="space-y-2">
      <PictureNotices content={content} />
      <DrawnFile number={number} content={content} />
    </div>
  );
}

function DrawnFile({ number, content }: { number: number; content: FileContent }) {
  const t = useTranslations("files.image");
  const size = useImageSize(content);
  const orientation = useImageOrientation(content);
  if (size === "reading" || orientation === "reading") return <div style={{ height: tallest }} />;
  const mime = content.check.content?.mime ?? "";
  if (mime === "image/x-raw") return <UndrawnPicture content={content} />;
  if (size === null) return <Notice tone="unsure" title={t("unknownSize")} />;
  const { isReduced, canBeWhole } = planDrawing(mime, size);
  if (!isReduced && !canBeWhole) return <Notice tone="unsure" title={t("tooMany", size)} />;
  const picture = { blob: content.blob, mime, size, orientation };
  if (isReduced) return <LargePicture number={number} picture={picture} canBeWhole={canBeWhole} />;
  return <ImageStage number={number} picture={picture} undrawn={<UndrawnPicture content={content} />} />;
}
