"use client";

import type { LucideIcon } from "lucide-react";
import { Columns2, Layers, Link2, Maximize, RotateCcw, RotateCw, ScanFace, ZoomIn, ZoomOut } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Compare } from "./use-compare.ts";

/** Keys of the dialog; they act on the side that was used last. */
export const compareKeys = { linked: "z", fit: "0", align: "a", in: "+", out: "-" } as const;

/** Tools for both pictures, with the keys that do the same. */
export function CompareTools({ compare }: { compare: Compare }) {
  const t = useTranslations("compare");
  const { mode, isLinked, isAligning } = compare;
  return (
    <div role="toolbar" aria-label={t("tools")} className="flex flex-wrap items-center gap-1.5 max-[700px]:gap-1">
      <Group>
        <span className="contents max-[700px]:hidden">
          <Tool
            icon={Columns2}
            label={t("beside")}
            isOn={mode === "beside"}
            onPress={() => compare.setMode("beside")}
          />
        </span>
        <Tool
          icon={Layers}
          label={t("overlay")}
          isOn={mode === "overlay"}
          onPress={() => compare.setMode(mode === "overlay" ? "beside" : "overlay")}
        />
      </Group>
      <Group>
        <Tool
          icon={Link2}
          label={t("linked")}
          shortcut={compareKeys.linked}
          isOn={isLinked}
          onPress={() => compare.setLinked(!isLinked)}
        />
      </Group>
      <Group>
        <Tool icon={ZoomOut} label={t("out")} iconOnly shortcut={compareKeys.out} onPress={() => compare.zoom(-1)} />
        <Tool icon={ZoomIn} label={t("in")} iconOnly shortcut={compareKeys.in} onPress={() => compare.zoom(1)} />
        <Tool icon={Maximize} label={t("fit")} shortcut={compareKeys.fit} onPress={compare.fit} />
        <Tool
          icon={ScanFace}
          label={t("align")}
          shortcut={compareKeys.align}
          isOn={isAligning}
          onPress={compare.startAligning}
        />
      </Group>
      <Group>
        <Tool icon={RotateCcw} label={t("left")} iconOnly onPress={() => compare.rotate(-1)} />
        <Tool icon={RotateCw} label={t("right")} iconOnly onPress={() => compare.rotate(1)} />
      </Group>
    </div>
  );
}

const Group = ({ children }: { children: ReactNode }) => (
  <div className="flex overflow-clip rounded-lg border border-edge">{children}</div>
);

type ToolProps = {
  icon: LucideIcon;
  label: string;
  shortcut?: string;
  /** Set for tools that stay pressed. */
  isOn?: boolean;
  iconOnly?: boolean;
  onPress: () => void;
};

function Tool({ icon: Icon, label, shortcut, isOn, iconOnly = false, onPress }: ToolProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      aria-keyshortcuts={shortcut}
      title={shortcut ? `${label} (${shortcut})` : label}
      onClick={onPress}
      className="inline-flex min-h-9 min-w-9 items-center justify-center gap-1.5 border-line px-2.5 text-[0.8125rem] font-medium max-[700px]:px-0 not-first:border-l hover:bg-raised aria-pressed:bg-accent-soft aria-pressed:text-accent forced-colors:aria-pressed:bg-[Highlight] forced-colors:aria-pressed:text-[HighlightText] max-[700px]:min-h-11 max-[700px]:min-w-11"
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className={iconOnly ? "sr-only" : "max-[1180px]:sr-only"}>{label}</span>
      {shortcut ? (
        <kbd aria-hidden className="rounded border border-line px-1 font-mono text-xs text-soft max-[1180px]:hidden">
          {shortcut}
        </kbd>
      ) : null}
    </button>
  );
}
