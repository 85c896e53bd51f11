"use client";

import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { GuideLine } from "./guide-line.tsx";
import { PictureStage } from "./picture-stage.tsx";
import { PicturesPane } from "./pictures-pane.tsx";
import { type Compare, type SideIndex, sideIndexes } from "./use-compare.ts";
import { bothShown, type Sides } from "./use-sides.ts";
import { VisibleMap } from "./visible-map.tsx";

type CompareStagesProps = { compare: Compare; sides: Sides; isHidden: boolean; onReveal: () => void };

/** Both pictures, side by side or one over the other, with maps and guide line. */
export function CompareStages({ compare, sides, isHidden, onReveal }: CompareStagesProps) {
  const t = useTranslations("compare");
  const both = bothShown(sides);
  const stageOf = (index: SideIndex) => {
    const { shown, of } = sides[index];
    if (shown === null) return <PicturesPane key={index} of={of} compare={compare} index={index} />;
    return (
      <PictureStage
        key={index}
        compare={compare}
        index={index}
        label={t(index === 0 ? "stageFirst" : "stageSecond", { picture: shown.item.role })}
        layers={[{ index, loaded: shown.loaded, opacity: 1 }]}
        isHidden={isHidden}
      />
    );
  };
  const isOverlay = compare.mode === "overlay" && both !== null;
  return (
    <div className="relative flex min-h-40 flex-1 gap-px max-[700px]:min-h-[26rem] max-[700px]:flex-col">
      {isOverlay ? (
        <PictureStage
          compare={compare}
          index={compare.active}
          label={t("stageBoth")}
          layers={sideIndexes.map((index) => ({
            index,
            loaded: both[index].loaded,
            opacity: index === 0 ? 1 : compare.opacity,
          }))}
          isHidden={isHidden}
        />
      ) : (
        sideIndexes.map(stageOf)
      )}
      {isOverlay || isHidden ? null : <Maps compare={compare} sides={sides} />}
      {both ? <GuideLine level={compare.guide} onMove={compare.setGuide} /> : null}
      <p
        role="status"
        className={
          compare.isAligning
            ? "pointer-events-none absolute inset-x-0 top-2 z-20 mx-auto w-fit max-w-[92%] rounded-lg bg-accent-soft px-3 py-1.5 text-[0.8125rem]"
            : "sr-only"
        }
      >
        {compare.isAligning ? t("alignHow", { count: compare.marked }) : ""}
      </p>
      {isHidden ? (
        <div className="absolute inset-x-0 top-4 z-20 flex justify-center">
          <Button icon={Eye} onClick={onReveal}>
            {t("show")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** The small maps lie over the stages, so that both stages stay next to each other in the order of the keys. */
function Maps({ compare, sides }: { compare: Compare; sides: Sides }) {
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 flex gap-px max-[700px]:flex-col">
      {sideIndexes.map((index) => {
        const picture = sides[index].shown?.picture ?? null;
        const { shown, stage } = compare.sides[index];
        return (
          <div key={index} className="relative min-w-0 flex-1">
            {picture && shown && stage ? <VisibleMap picture={picture} pose={shown} stage={stage} /> : null}
          </div>
        );
      })}
    </div>
  );
}
