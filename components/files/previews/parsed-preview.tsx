"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import type { PreviewProps } from "../preview-props.ts";
import { HexPreview } from "./hex-preview.tsx";
import { useParsed } from "./use-parsed.ts";

type ParsedPreviewProps<T> = {
  file: PreviewProps;
  /** Must have a stable identity. @throws Error if the bytes are in another format */
  parse: (bytes: Uint8Array<ArrayBuffer>) => Promise<T>;
  failed: string;
  children: (value: T) => ReactNode;
};

/** Shows parsed certificates or signed data as unverified named fields; falls back to the bytes. */
export function ParsedPreview<T>({ file, parse, failed, children }: ParsedPreviewProps<T>) {
  const t = useTranslations("files.certificate");
  const parsed = useParsed(file.content.blob, parse);
  if (parsed === "reading") return <Skeleton lines={6} />;
  if (parsed === "failed") {
    return (
      <div className="space-y-3">
        <Notice tone="unsure" role="alert" title={failed} />
        <HexPreview {...file} />
      </div>
    );
  }
  return (
    <div className="space-y-4">
      <p className="text-[0.8125rem] text-soft">{t("unverified")}</p>
      {children(parsed)}
    </div>
  );
}
