"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { JsonTree } from "#components/json-viewer/json-tree";
import { Skeleton } from "#components/ui/skeleton";
import { readJsonText } from "#lib/formats/text/read-text";
import { useLoaded } from "#lib/runtime/use-loaded";
import type { PreviewProps } from "../preview-props.ts";
import { TextPreview } from "./text-preview.tsx";

/** A JSON text as a tree; one in another encoding is read in UTF-8, and the encoding is named (RFC 8259 §8.1). */
export function JsonPreview(file: PreviewProps) {
  const { entry, content } = file;
  const t = useTranslations("files.text");
  const { blob } = content;
  const read = useLoaded(useCallback((signal: AbortSignal) => readJsonText(blob, signal), [blob]));
  if (read.phase === "loading") return <Skeleton lines={6} />;
  if (read.phase === "failed") return <TextPreview {...file} />;
  const { guess } = read.value;
  return (
    <div className="space-y-2">
      {guess.encoding === "utf-8" ? null : (
        <p className="text-[0.8125rem] text-soft" data-json-encoding={guess.encoding}>
          {t("jsonEncoding", { encoding: guess.certain ? guess.label : t("guessed", { encoding: guess.label }) })}
        </p>
      )}
      <JsonTree source={read.value.blob} label={t("label", { number: entry.number })} />
    </div>
  );
}
