"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";

const step = 0.01;

/** A line across both pictures, at one height: drag it, or move it with the arrow keys. */
export function GuideLine({ level, onMove }: { level: number; onMove: (level: number) => void }) {
  const t = useTranslations("compare");
  const line = useRef<HTMLDivElement>(null);
  const isDragged = useRef(false);
  return (
    <div
      ref={line}
      role="slider"
      tabIndex={0}
      aria-label={t("guide")}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(level * 100)}
      onKeyDown={(event) => {
        const by = { ArrowUp: -step, ArrowDown: step, PageUp: -10 * step, PageDown: 10 * step }[event.key];
        if (by === undefined) return;
        onMove(level + by);
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={(event) => {
        isDragged.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        const area = line.current?.parentElement?.getBoundingClientRect();
        if (isDragged.current && area) onMove((event.clientY - area.top) / area.height);
      }}
      onPointerUp={() => {
        isDragged.current = false;
      }}
      className="group absolute inset-x-0 z-10 flex h-4 max-[700px]:hidden -translate-y-1/2 cursor-ns-resize touch-none items-center"
      style={{ top: `${level * 100}%` }}
    >
      <span className="w-full border-t border-dashed border-accent" />
      <span className="pointer-events-none absolute left-2 translate-y-full rounded bg-black/80 px-1.5 py-0.5 text-xs text-white opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100">
        {t("guide")}
      </span>
    </div>
  );
}
