"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import { drawTiffPageInWorker } from "#lib/formats/picture/worker-client";
import { useLoaded } from "#lib/runtime/use-loaded";
import type { PreviewProps } from "../preview-props.ts";
import { ImageStage } from "./image-stage.tsx";
import { PictureNotices } from "./picture-notices.tsx";
import { usePictureReport } from "./use-picture-report.ts";

/** The pages of a TIFF, one at a time, decoded in a worker. */
export function TiffPicture({ entry, content }: PreviewProps) {
  const t = useTranslations("files.image");
  const report = usePictureReport(content);
  const pages = report.phase === "ready" ? report.value.pictures : 1;
  const [page, setPage] = useState(0);
  return (
    <div className="space-y-2">
      <PictureNotices content={content} />
      {pages > 1 ? (
        <nav aria-label={t("pages")} className="flex items-center gap-2 print:hidden">
          <Button icon={ChevronLeft} iconOnly disabled={page === 0} onClick={() => setPage(page - 1)}>
            {t("previousPage")}
          </Button>
          <span aria-live="polite">{t("page", { page: page + 1, pages })}</span>
          <Button icon={ChevronRight} iconOnly disabled={page + 1 >= pages} onClick={() => setPage(page + 1)}>
            {t("nextPage")}
          </Button>
        </nav>
      ) : null}
      <TiffPage key={page} number={entry.number} blob={content.blob} page={page} />
    </div>
  );
}

function TiffPage({ number, blob, page }: { number: number; blob: Blob; page: number }) {
  const t = useTranslations("files.image");
  const drawn = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const { bmp, ...rest } = await drawTiffPageInWorker(blob, page, signal);
        return { ...rest, picture: new Blob([bmp]) };
      },
      [blob, page],
    ),
  );
  if (drawn.phase === "loading") return <Skeleton lines={6} />;
  if (drawn.phase === "failed")
    return <Notice tone="unsure" role="alert" title={t("pageFailed", { page: page + 1 })} />;
  const { picture, width, height, reduction, orientation, failed, blocks } = drawn.value;
  return (
    <>
      {failed > 0 ? (
        <Notice tone="unsure" role="status" title={t("pagePartly", { page: page + 1, failed, blocks })} />
      ) : null}
      <ImageStage
        number={number}
        picture={{ blob: picture, mime: "image/bmp", size: { width, height }, orientation }}
      />
      {reduction > 1 ? <p className="text-[0.8125rem] text-soft">{t("reduced", { reduction })}</p> : null}
    </>
  );
}
