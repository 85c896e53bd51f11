"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useCallback } from "react";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import { unwrapFile } from "#lib/formats/media/unwrap-file";
import { useLoaded } from "#lib/runtime/use-loaded";
import type { PreviewProps } from "../preview-props.ts";
import { HexPreview } from "./hex-preview.tsx";

/** Larger files are not certificates or signatures. Bytes. */
const maxBytes = 8 * 1024 * 1024;

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
  const { blob } = file.content;
  const load = useCallback(async () => {
    if (blob.size > maxBytes) throw new Error("Too large");
    return parse(unwrapFile(new Uint8Array(await blob.arrayBuffer())));
  }, [blob, parse]);
  const parsed = useLoaded(load);
  if (parsed.phase === "loading") return <Skeleton lines={6} />;
  if (parsed.phase === "failed") {
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
      {children(parsed.value)}
    </div>
  );
}
