"use client";

import { Maximize, RotateCw, ZoomIn, ZoomOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { UprightImage } from "#components/ui/upright-image";
import { orientationTransforms, type Picture, seenSize, turnedByDecoder } from "#lib/formats/picture/upright";

/** Height of the stage at most, in CSS pixels. */
export const tallest = 420;
const step = 1.25;
const limits = { least: 0.05, most: 16 };

/** Position of the picture: `zoom` 1 is one image pixel per CSS pixel; null fits it into the stage. */
type Pose = { zoom: number | null; turns: number; x: number; y: number };
const atRest: Pose = { zoom: null, turns: 0, x: 0, y: 0 };

/** @param undrawn replaces the stage if the browser cannot decode the picture */
export function ImageStage({ number, picture, undrawn }: { number: number; picture: Picture; undrawn?: ReactNode }) {
  const { blob, mime, orientation = 1 } = picture;
  const [stored, setStored] = useState(picture.size);
  const size = seenSize({ ...picture, size: stored });
  const t = useTranslations("files.image");
  const stage = useRef<HTMLDivElement>(null);
  const [pose, setPose] = useState(atRest);
  const [failed, setFailed] = useState(false);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!stage.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(stage.current);
    return () => observer.disconnect();
  }, []);

  const sideways = pose.turns % 2 === 1;
  const [drawnWidth, drawnHeight] = sideways ? [size.height, size.width] : [size.width, size.height];
  const stageHeight = Math.min(tallest, Math.max(160, Math.round((width * size.height) / size.width)));
  const fit = Math.min(width / drawnWidth, stageHeight / drawnHeight, 1) || 0.01;
  const zoom = pose.zoom ?? fit;
  const zoomTo = (next: number) => {
    const clamped = Math.max(limits.least, Math.min(next, limits.most));
    setPose((current) => ({
      ...current,
      zoom: clamped,
      x: (current.x * clamped) / zoom,
      y: (current.y * clamped) / zoom,
    }));
  };
  const move = (x: number, y: number) =>
    setPose((current) => ({ ...current, zoom: current.zoom ?? fit, x: current.x + x, y: current.y + y }));
  const rotate = () => setPose((current) => ({ ...current, turns: (current.turns + 1) % 4, x: 0, y: 0 }));

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      "+": () => zoomTo(zoom * step),
      "=": () => zoomTo(zoom * step),
      "-": () => zoomTo(zoom / step),
      "0": () => setPose((current) => ({ ...atRest, turns: current.turns })),
      "1": () => zoomTo(1),
      r: rotate,
      R: rotate,
      ArrowLeft: () => move(40, 0),
      ArrowRight: () => move(-40, 0),
      ArrowUp: () => move(0, 40),
      ArrowDown: () => move(0, -40),
    };
    const act = steps[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.buttons === 1 && event.currentTarget.hasPointerCapture(event.pointerId))
      move(event.movementX, event.movementY);
  };

  if (failed && undrawn) return undrawn;
  return (
    <div className="min-w-0 space-y-2">
      <div className="flex flex-wrap items-center gap-1.5 print:hidden">
        <Button icon={ZoomIn} iconOnly onClick={() => zoomTo(zoom * step)}>
          {t("in")}
        </Button>
        <Button icon={ZoomOut} iconOnly onClick={() => zoomTo(zoom / step)}>
          {t("out")}
        </Button>
        <Button icon={RotateCw} iconOnly onClick={rotate}>
          {t("rotate")}
        </Button>
        <Button icon={Maximize} iconOnly onClick={() => setPose((current) => ({ ...atRest, turns: current.turns }))}>
          {t("fit")}
        </Button>
        <Button look="quiet" onClick={() => zoomTo(1)}>
          {t("actual")}
        </Button>
        <span className="text-[0.8125rem] text-soft">{t("zoom", { percent: Math.round(zoom * 100) })}</span>
      </div>
      <section
        ref={stage}
        aria-label={t("canvas", { number })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the stage takes keys to move and zoom the picture
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onDoubleClick={() =>
          pose.zoom === null ? zoomTo(1) : setPose((current) => ({ ...atRest, turns: current.turns }))
        }
        className={`relative overflow-hidden rounded-lg bg-raised ${zoom > fit ? "cursor-grab touch-none active:cursor-grabbing" : ""}`}
        style={{ height: stageHeight }}
      >
        {failed ? (
          <p role="alert" className="p-4">
            {t("failed")}
          </p>
        ) : null}
        {failed ? null : (
          <UprightImage
            blob={blob}
            mime={mime}
            alt={t("one", { number })}
            transform={`translate(${pose.x}px, ${pose.y}px) rotate(${pose.turns * 90}deg) ${orientationTransforms[orientation - 1] ?? ""}`}
            width={stored.width * zoom}
            height={stored.height * zoom}
            onFailed={() => setFailed(true)}
            onDrawn={(size) => {
              if (turnedByDecoder.test(mime)) setStored(size);
            }}
          />
        )}
      </section>
    </div>
  );
}
