"use client";

import { useTranslations } from "next-intl";
import { type PointerEvent, useEffect, useRef } from "react";
import { middleOf, type Point, toStage } from "#lib/compare/pose";
import type { LoadedPicture } from "./posed-picture.tsx";
import { PosedPicture } from "./posed-picture.tsx";
import type { Compare, SideIndex } from "./use-compare.ts";

type PictureStageProps = {
  compare: Compare;
  index: SideIndex;
  /** The pictures drawn here, from below: one, or both as an overlay. */
  layers: readonly { index: SideIndex; loaded: LoadedPicture; opacity: number }[];
  label: string;
  isHidden: boolean;
};

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: 40, y: 0 },
  ArrowRight: { x: -40, y: 0 },
  ArrowUp: { x: 0, y: 40 },
  ArrowDown: { x: 0, y: -40 },
};

/** A picture that a person moves, zooms and turns; takes pointer, wheel, two fingers and arrow keys. */
export function PictureStage({ compare, index, layers, label, isHidden }: PictureStageProps) {
  const t = useTranslations("compare");
  const stage = useRef<HTMLElement>(null);
  const pointers = useRef(new Map<number, Point>());
  const current = useRef(compare);
  current.current = compare;

  // An effect, because the browser measures the stage, and React listens to the wheel passively.
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry?.contentRect ?? { width: 0, height: 0 };
      for (const layer of layersOf(element)) current.current.measure(layer, { stage: { width, height } });
    });
    observer.observe(element);
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      current.current.zoomAt(index, Math.exp(-event.deltaY / 400), pointIn(element, event));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener("wheel", onWheel);
    };
  }, [index]);

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const at = pointIn(event.currentTarget, event);
    const [other] = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    pointers.current.set(event.pointerId, at);
    const share = other === undefined ? 1 : 0.5;
    compare.pan(index, { x: (at.x - before.x) * share, y: (at.y - before.y) * share });
    if (other === undefined) return;
    const [from, to] = [distance(before, other), distance(at, other)];
    if (from > 0) compare.zoomAt(index, to / from, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
  }

  const side = compare.sides[index];
  return (
    <section
      ref={stage}
      aria-label={label}
      aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown"
      data-layers={layers.map((layer) => layer.index).join(" ")}
      data-side={index}
      data-active={compare.active === index}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the stage takes keys to move the picture
      tabIndex={0}
      onFocus={() => compare.setActive(index)}
      onKeyDown={(event) => {
        const by = arrows[event.key];
        if (by) compare.pan(index, by);
        else if (event.key === "Enter" && compare.isAligning && side.stage) compare.mark(index, middleOf(side.stage));
        else return;
        event.preventDefault();
      }}
      onPointerDown={(event) => {
        compare.setActive(index);
        if (compare.isAligning) return compare.mark(index, pointIn(event.currentTarget, event));
        event.currentTarget.setPointerCapture(event.pointerId);
        pointers.current.set(event.pointerId, pointIn(event.currentTarget, event));
      }}
      onPointerMove={onPointerMove}
      onPointerUp={(event) => pointers.current.delete(event.pointerId)}
      onPointerCancel={(event) => pointers.current.delete(event.pointerId)}
      className={`relative min-h-40 min-w-0 flex-1 touch-none overflow-hidden bg-black outline-offset-[-2px] data-[active=true]:shadow-[inset_0_2px_0_var(--accent)] forced-colors:data-[active=true]:border-t-2 forced-colors:data-[active=true]:border-[Highlight] ${
        compare.isAligning ? "cursor-crosshair" : "cursor-grab active:cursor-grabbing"
      }`}
    >
      {layers.map((layer) => (
        <PosedPicture
          key={layer.index}
          loaded={layer.loaded}
          pose={compare.sides[layer.index].shown}
          opacity={layer.opacity}
          isHidden={isHidden}
        />
      ))}
      {compare.isAligning && side.stage ? (
        <>
          <Mark at={middleOf(side.stage)} isCross />
          {side.eyes.map((eye) =>
            side.shown && side.stage ? (
              <Mark key={`${eye.x} ${eye.y}`} at={toStage(side.shown, side.stage, eye)} />
            ) : null,
          )}
          <p className="pointer-events-none absolute inset-x-2 bottom-2 rounded-md bg-black/80 px-2 py-1 text-center text-[0.8125rem] text-white">
            {t("alignSide", { count: side.eyes.length })}
          </p>
        </>
      ) : null}
    </section>
  );
}

const layersOf = (element: HTMLElement): SideIndex[] =>
  (element.dataset.layers ?? "").split(" ").map((text) => (text === "1" ? 1 : 0));

function pointIn(element: HTMLElement, event: { clientX: number; clientY: number }): Point {
  const { left, top } = element.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);

function Mark({ at, isCross = false }: { at: Point; isCross?: boolean }) {
  return (
    <span
      aria-hidden
      className={`pointer-events-none absolute size-5 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 ${isCross ? "border-white/60" : "border-accent bg-accent/40"}`}
      style={{ left: at.x, top: at.y }}
    />
  );
}
