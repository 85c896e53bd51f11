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
  /** The same function at every call. @throws when the bytes are something else */
  parse: (bytes: Uint8Array<ArrayBuffer>) => Promise<T>;
  /** Said above the bytes when the file cannot be parsed. */
  failed: string;
  children: (value: T) => ReactNode;
};

/** What a library reads from a certificate or signed data, as named fields that nobody verified; the bytes when it reads nothing. */
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
