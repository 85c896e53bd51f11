"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import { pixelCap } from "#lib/formats/media/image-size";
import { isCompleteJpeg2000 } from "#lib/formats/media/jpeg2000";
import type { PreviewProps } from "../preview-props.ts";
import { HexPreview } from "./hex-preview.tsx";
import { ImageStage } from "./image-stage.tsx";
import { useImageSize } from "./use-image-size.ts";

/** JPEG 2000, as passport chips store facial images, decoded into a format that browsers show. */
export function Jpeg2000Picture(props: PreviewProps) {
  const { entry, content } = props;
  const t = useTranslations("files.jpeg2000");
  const image = useTranslations("files.image");
  const size = useImageSize(content);
  const [drawn, setDrawn] = useState<{ picture: Blob; isComplete: boolean } | "decoding" | "failed">("decoding");
  useEffect(() => {
    if (size === "reading") return;
    let left = false;
    setDrawn("decoding");
    void (async () => {
      try {
        if (size === null || size.width * size.height > pixelCap) throw new Error("Too large or unknown");
        const { drawJpeg2000 } = await import("./draw-jpeg2000.ts");
        const picture = await drawJpeg2000(content.blob, size);
        const isComplete = isCompleteJpeg2000(new Uint8Array(await content.blob.arrayBuffer()));
        if (!left) setDrawn({ picture, isComplete });
      } catch {
        if (!left) setDrawn("failed");
      }
    })();
    return () => {
      left = true;
    };
  }, [content.blob, size]);

  if (drawn === "decoding" || size === "reading") return <Skeleton lines={6} />;
  if (drawn === "failed" || size === null) {
    const tooMany = size !== null && size.width * size.height > pixelCap;
    return (
      <div className="space-y-3">
        <Notice tone="unsure" role="alert" title={tooMany ? image("tooMany", size) : t("failed")} />
        <HexPreview {...props} />
      </div>
    );
  }
  return (
    <div className="space-y-2">
      {drawn.isComplete ? null : <Notice tone="unsure" role="status" title={t("incomplete")} />}
      <ImageStage number={entry.number} picture={{ blob: drawn.picture, mime: "image/png", size }} />
      <p className="text-[0.8125rem] text-soft">{t("decoded")}</p>
    </div>
  );
}
