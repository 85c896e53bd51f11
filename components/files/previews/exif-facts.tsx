"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Verbatim } from "#components/ui/verbatim";
import type { FileContent } from "#lib/files/archive-state";
import { readExif } from "#lib/formats/picture/exif";
import { useLoaded } from "#lib/runtime/use-loaded";
import { FileFactLine } from "../file-facts.tsx";

const headBytes = 512 * 1024;

/** Exif as facts: camera, software, times, location. Renders nothing without Exif. */
export function ExifFacts({ content }: { content: FileContent }) {
  const t = useTranslations("files");
  const mime = content.check.content?.mime ?? "";
  const load = useCallback(
    async () => readExif(new Uint8Array(await content.blob.slice(0, headBytes).arrayBuffer()), mime),
    [content.blob, mime],
  );
  const exif = useLoaded(load);
  const facts = exif.phase === "ready" ? exif.value : [];
  if (facts.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1.5 text-[0.8125rem] font-medium">{t("facts.exif")}</h3>
      <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-[0.8125rem]">
        {facts.map((fact) => (
          <FileFactLine key={`${fact.name} ${fact.value}`} name={t(`exif.${fact.name}`)}>
            <Verbatim text={fact.value} />
          </FileFactLine>
        ))}
      </dl>
    </div>
  );
}
