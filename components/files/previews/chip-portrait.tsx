"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import type { FileContent } from "#lib/files/archive-state";
import { readFacialImage } from "#lib/files/facial-image-file";
import type { PreviewProps } from "../preview-props.ts";
import { HexPreview } from "./hex-preview.tsx";
import { FileImage } from "./image-stage.tsx";
import { Jpeg2000Picture } from "./jpeg2000-picture.tsx";

/** Facial image of a travel document's data group 2 (ICAO 9303-10). */
export function ChipPortrait(props: PreviewProps) {
  const t = useTranslations("files.portrait");
  const [portrait, setPortrait] = useState<FileContent | "reading" | "failed">("reading");
  useEffect(() => {
    let left = false;
    setPortrait("reading");
    readFacialImage(props.content).then(
      (found) => !left && setPortrait(found),
      () => !left && setPortrait("failed"),
    );
    return () => {
      left = true;
    };
  }, [props.content]);

  if (portrait === "reading") return <Skeleton lines={6} />;
  if (portrait === "failed") {
    return (
      <div className="space-y-3">
        <Notice tone="unsure" role="alert" title={t("failed")} />
        <HexPreview {...props} />
      </div>
    );
  }
  return (
    <div className="space-y-2">
      {portrait.check.content?.kind === "jpeg2000" ? (
        <Jpeg2000Picture {...props} content={portrait} />
      ) : (
        <FileImage number={props.entry.number} content={portrait} />
      )}
      <p className="text-[0.8125rem] text-soft">{t("text")}</p>
    </div>
  );
}
