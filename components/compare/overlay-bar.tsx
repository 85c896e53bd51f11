"use client";

import { useTranslations } from "next-intl";
import { type Compare, sideIndexes } from "./use-compare.ts";
import type { Shown } from "./use-sides.ts";

/** How much of the second picture is seen over the first, and which of them the keys move. */
export function OverlayBar({ compare, sides }: { compare: Compare; sides: readonly [Shown, Shown] }) {
  const t = useTranslations("compare");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line bg-sheet px-3 py-2 text-[0.8125rem]">
      <label className="flex min-w-0 flex-1 items-center gap-3">
        <span>{sides[0].item.role}</span>
        <input
          type="range"
          aria-label={t("opacity")}
          min={0}
          max={100}
          value={Math.round(compare.opacity * 100)}
          onChange={(event) => compare.setOpacity(Number(event.target.value) / 100)}
          onKeyDown={(event) => event.stopPropagation()}
          className="min-w-24 flex-1 accent-accent"
        />
        <span>{sides[1].item.role}</span>
      </label>
      <label className="flex items-center gap-2">
        {t("moves")}
        <select
          value={compare.active}
          onChange={(event) => compare.setActive(event.target.value === "1" ? 1 : 0)}
          className="min-h-9 rounded-lg border border-edge bg-sheet px-2"
        >
          {sideIndexes.map((index) => (
            <option key={index} value={index}>
              {sides[index].item.role}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
