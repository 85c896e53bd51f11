"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { PicturePart } from "#lib/formats/picture/model";
import type { PreviewProps } from "../preview-props.ts";
import { type InsideFile, InsideFiles } from "./inside-files.tsx";
import { usePictureReport } from "./use-picture-report.ts";

const none: readonly PicturePart[] = [];

/** Files inside a picture: thumbnails, further pictures, a film, XMP, and bytes after its end. */
export function PictureInside({ preview }: { preview: PreviewProps }) {
  const t = useTranslations("files.image");
  const report = usePictureReport(preview.content);
  const { blob } = preview.content;
  const parts = report.phase === "ready" ? report.value.parts : none;
  const files = useMemo(
    () =>
      parts.map(
        (part, index): InsideFile => ({
          key: `${part.origin} ${index}`,
          origin: t(`part.${part.origin}`),
          name: part.name,
          sizeBytes: part.sizeBytes,
          read: async () => new Blob(part.bytes ? [part.bytes] : part.ranges.map(([from, to]) => blob.slice(from, to))),
        }),
      ),
    [parts, blob, t],
  );
  return <InsideFiles files={files} parent={preview} />;
}
