"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Notice } from "#components/ui/notice";
import { useObjectUrl } from "#components/ui/use-object-url";
import type { PreviewProps } from "../preview-props.ts";

export function MediaPreview({ entry, content }: PreviewProps) {
  const t = useTranslations("files.media");
  const type = content.check.content?.mime ?? "";
  const address = useObjectUrl(content.blob, type === "video/quicktime" ? "video/mp4" : type);
  const [failed, setFailed] = useState(false);
  if (failed) return <Notice tone="unsure" role="alert" title={t("failed")} />;
  if (address === null) return null;
  const common = { src: address, controls: true, preload: "metadata", onError: () => setFailed(true) } as const;
  if (type.startsWith("audio/")) {
    return <audio {...common} aria-label={t("audio", { number: entry.number })} className="w-full" />;
  }
  return (
    <video
      {...common}
      playsInline
      disablePictureInPicture
      disableRemotePlayback
      aria-label={t("video", { number: entry.number })}
      className="max-h-[60vh] w-full rounded-lg bg-black"
    />
  );
}
