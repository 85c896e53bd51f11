"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import { pixelCap } from "#lib/formats/media/image-size";
import type { PixelSize } from "#lib/formats/media/model";
import { useLoaded } from "#lib/runtime/use-loaded";
import type { PreviewProps } from "../preview-props.ts";
import { HexPreview } from "./hex-preview.tsx";
import { ImageStage } from "./image-stage.tsx";
import { PictureNotices } from "./picture-notices.tsx";
import { useImageSize } from "./use-image-size.ts";

/** @throws Error if the size is unknown or too large, or the picture cannot be decoded */
async function draw(blob: Blob, size: PixelSize | null): Promise<Blob> {
  if (size === null || size.width * size.height > pixelCap) throw new Error("Too large or unknown");
  const { drawJpeg2000 } = await import("./draw-jpeg2000.ts");
  return drawJpeg2000(blob, size);
}

/** JPEG 2000, as passport chips store facial images, decoded into a format that browsers show. */
export function Jpeg2000Picture(props: PreviewProps) {
  const { entry, content } = props;
  const t = useTranslations("files.jpeg2000");
  const image = useTranslations("files.image");
  const size = useImageSize(content);
  const { blob } = content;
  const load = useMemo(() => (size === "reading" ? null : () => draw(blob, size)), [blob, size]);
  const drawn = useLoaded(load);

  if (drawn.phase === "loading" || size === "reading") return <Skeleton lines={6} />;
  if (drawn.phase === "failed" || size === null) {
    const tooMany = size !== null && size.width * size.height > pixelCap;
    return (
      <div className="space-y-3">
        <Notice tone="unsure" role="alert" title={tooMany ? image("tooMany", size) : t("failed")} />
        <PictureNotices content={content} />
        <HexPreview {...props} />
      </div>
    );
  }
  return (
    <div className="space-y-2">
      <PictureNotices content={content} />
      <ImageStage number={entry.number} picture={{ blob: drawn.value, mime: "image/png", size }} />
      <p className="text-[0.8125rem] text-soft">{t("decoded")}</p>
    </div>
  );
}
