"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { ContentType } from "#lib/formats/media/model";

type Names = Parameters<ReturnType<typeof useTranslations<"files.types">>>[0];

/** Plain name of a media type, `PNG 640 × 400` or `Text, UTF-8`; formats keep their own names. */
export function useContentLabel(): (content: ContentType, withDetail?: boolean) => string {
  const t = useTranslations("files.types");
  return useCallback(
    (content, withDetail = true) => {
      const key = content.label
        .toLowerCase()
        .replace(/[^a-z0-9]+/gu, "_")
        .replace(/_$/u, "") as Names;
      const label = t.has(key) ? t(key) : content.label;
      if (!withDetail || !content.detail) return label;
      return content.kind === "image" || content.kind === "jpeg2000"
        ? `${label} ${content.detail}`
        : `${label}, ${content.detail}`;
    },
    [t],
  );
}
