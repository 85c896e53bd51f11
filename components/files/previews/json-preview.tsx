"use client";

import { useTranslations } from "next-intl";
import { JsonTree } from "#components/json-viewer/json-tree";
import type { PreviewProps } from "../preview-props.ts";

export function JsonPreview({ entry, content }: PreviewProps) {
  const t = useTranslations("files.text");
  return <JsonTree source={content.blob} label={t("label", { number: entry.number })} />;
}
