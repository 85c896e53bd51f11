"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import type { Picture } from "#lib/formats/picture/upright";
import { drawReducedInWorker } from "#lib/formats/picture/worker-client";
import { useLoaded } from "#lib/runtime/use-loaded";
import { ImageStage } from "./image-stage.tsx";

type Props = { number: number; picture: Picture; canBeWhole: boolean };

/** A picture of many pixels at reduced size; with all pixels on request, if the browser may decode them. */
export function LargePicture({ number, picture, canBeWhole }: Props) {
  const t = useTranslations("files.image");
  const { blob, mime, size, orientation } = picture;
  const [isWhole, setWhole] = useState(false);
  const drawn = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const { bmp, ...rest } = await drawReducedInWorker(blob, mime, signal);
        return { ...rest, bmp: new Blob([bmp]) };
      },
      [blob, mime],
    ),
  );
  if (isWhole || (drawn.phase === "failed" && canBeWhole)) return <ImageStage number={number} picture={picture} />;
  if (drawn.phase === "loading") return <Skeleton lines={6} />;
  if (drawn.phase === "failed") return <Notice tone="unsure" role="alert" title={t("tooMany", size)} />;
  const { bmp, width, height, reduction } = drawn.value;
  return (
    <>
      <ImageStage
        number={number}
        picture={{ blob: bmp, mime: "image/bmp", size: { width, height }, ...(orientation ? { orientation } : {}) }}
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[0.8125rem] text-soft">
        <p>{t("reduced", { reduction: Math.round(reduction) })}</p>
        {canBeWhole ? (
          <Button look="quiet" onClick={() => setWhole(true)}>
            {t("allPixels")}
          </Button>
        ) : null}
      </div>
    </>
  );
}
