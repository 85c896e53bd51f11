"use client";

import { Eye, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Button } from "#components/ui/button";
import { faceAnswers } from "#lib/compare/face-answer";
import { useFaceAnswer } from "#lib/compare/face-answers";
import { seenSize } from "#lib/formats/picture/upright";
import { useLoaded } from "#lib/runtime/use-loaded";
import type { CompareItem } from "./compare-item.tsx";
import { CompareTools, compareKeys } from "./compare-tools.tsx";
import { FaceQuestion } from "./face-question.tsx";
import { GuideLine } from "./guide-line.tsx";
import { PictureStage } from "./picture-stage.tsx";
import { SideFacts } from "./side-facts.tsx";
import { SideHead } from "./side-head.tsx";
import { type Compare, type SideIndex, sideIndexes, useCompare } from "./use-compare.ts";
import { VisibleMap } from "./visible-map.tsx";

export type CompareDialogProps = {
  evidence: { srId: string; evidenceId: string };
  title: ReactNode;
  items: readonly CompareItem[];
  first: number;
  second: number;
  /** Number of the log entry that records the opening. */
  logEntry: number;
  isHidden: boolean;
  onReveal: () => void;
  /** Other signers' evidence, as links. */
  others: ReactNode;
  onClose: () => void;
};

/** Two pictures on a neutral dark ground, over the whole screen. No software judges the faces. */
export function CompareDialog(props: CompareDialogProps) {
  const { evidence, title, items, first, second, logEntry, isHidden, onReveal, others, onClose } = props;
  const t = useTranslations("compare");
  const dialog = useRef<HTMLDialogElement>(null);
  const compare = useCompare([first, second]);
  const [one, two] = [useSide(items, compare, 0), useSide(items, compare, 1)];
  const files = [compare.sides[0].number, compare.sides[1].number] as const;
  const [answer, choose] = useFaceAnswer(evidence.srId, evidence.evidenceId, files);

  // An effect, because a dialog opens by a call. The browser gives the focus back when it closes.
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>("[data-side]")?.focus();
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if ((event.target as Element).closest("select, input[type=text]")) return;
    const answered = faceAnswers[Number(event.key) - 1];
    const actions: Record<string, () => void> = {
      [compareKeys.linked]: () => compare.setLinked(!compare.isLinked),
      [compareKeys.fit]: compare.fit,
      [compareKeys.align]: compare.startAligning,
      [compareKeys.in]: () => compare.zoom(1),
      "=": () => compare.zoom(1),
      [compareKeys.out]: () => compare.zoom(-1),
    };
    const act = answered ? () => choose(answered) : actions[event.key];
    if (!act) return;
    act();
    event.preventDefault();
  }

  if (one === null || two === null) return null;
  const sides = [one, two] as const;
  const stageOf = (index: SideIndex) => (
    <PictureStage
      key={index}
      compare={compare}
      index={index}
      label={t(index === 0 ? "stageFirst" : "stageSecond", { picture: sides[index].item.role })}
      layers={[{ index, loaded: sides[index].loaded, opacity: 1 }]}
      isHidden={isHidden}
    />
  );
  return (
    <dialog
      ref={dialog}
      aria-label={t("title")}
      onClose={onClose}
      onKeyDown={onKeyDown}
      data-ground="dark"
      className="m-0 h-dvh max-h-none w-dvw max-w-none overflow-auto border-0 bg-paper p-0 text-ink print:hidden"
    >
      <div className="flex min-h-full flex-col">
        <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-sheet px-3 py-2">
          <Button icon={X} aria-keyshortcuts="Escape" onClick={() => dialog.current?.close()}>
            {t("close")}
            <kbd aria-hidden className="rounded border border-line px-1 font-mono text-xs text-soft max-[700px]:hidden">
              Esc
            </kbd>
          </Button>
          <div className="min-w-0 flex-1">
            <h2 className="font-semibold">{t("title")}</h2>
            <p className="truncate text-xs text-soft">
              {title} · {t("recorded", { entry: logEntry })}
            </p>
          </div>
          <div className="max-[700px]:hidden">
            <CompareTools compare={compare} />
          </div>
        </header>
        <div className="flex divide-x divide-line border-b border-line bg-sheet">
          {sideIndexes.map((index) => (
            <SideHead key={index} compare={compare} index={index} items={items} item={sides[index].item} />
          ))}
        </div>
        <div className="relative flex min-h-40 flex-1 gap-px max-[700px]:min-h-[26rem] max-[700px]:flex-col">
          {compare.mode === "beside" ? (
            sideIndexes.map(stageOf)
          ) : (
            <PictureStage
              compare={compare}
              index={compare.active}
              label={t("stageBoth")}
              layers={sideIndexes.map((index) => ({
                index,
                loaded: sides[index].loaded,
                opacity: index === 0 ? 1 : compare.opacity,
              }))}
              isHidden={isHidden}
            />
          )}
          {compare.mode === "beside" ? <Maps compare={compare} sides={sides} isHidden={isHidden} /> : null}
          <GuideLine level={compare.guide} onMove={compare.setGuide} />
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
        {compare.mode === "overlay" ? <OverlayBar compare={compare} sides={sides} /> : null}
        <div className="flex divide-x divide-line border-t border-line bg-sheet max-[700px]:order-1">
          {sideIndexes.map((index) => (
            <SideFacts key={index} item={sides[index].item} />
          ))}
        </div>
        <footer className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line bg-sheet px-3 py-2 max-[700px]:sticky max-[700px]:bottom-0 max-[700px]:z-30 max-[700px]:px-1.5">
          <FaceQuestion answer={answer} onAnswer={choose} />
          {others}
          <div className="min-[700px]:hidden">
            <CompareTools compare={compare} />
          </div>
        </footer>
      </div>
    </dialog>
  );
}

/** The chosen picture of one side, and its bytes. */
function useSide(items: readonly CompareItem[], compare: Compare, index: SideIndex) {
  const { number } = compare.sides[index];
  const item = items.find((one) => one.number === number) ?? null;
  const state = useLoaded(item?.load ?? null);
  const size = state.phase === "ready" ? state.value : null;
  const { measure } = compare;
  // An effect, because the size of a picture is known once a decoder has read it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured once for each picture
  useEffect(() => {
    if (size) measure(index, { picture: seenSize(size) });
  }, [size, index]);
  return item && { item, loaded: { state, alt: `${item.role}: ${item.path}`, type: item.type } };
}

type Side = NonNullable<ReturnType<typeof useSide>>;
type Sides = { compare: Compare; sides: readonly [Side, Side] };

/** The small maps lie over the stages, so that both stages stay next to each other in the order of the keys. */
function Maps({ compare, sides, isHidden }: Sides & { isHidden: boolean }) {
  if (isHidden) return null;
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 flex gap-px max-[700px]:flex-col">
      {sideIndexes.map((index) => {
        const { state } = sides[index].loaded;
        const { shown, stage } = compare.sides[index];
        return (
          <div key={index} className="relative min-w-0 flex-1">
            {state.phase === "ready" && shown && stage ? (
              <VisibleMap picture={state.value} pose={shown} stage={stage} />
            ) : null}
          </div>
        );
      })}
    </div>
  );
}

function OverlayBar({ compare, sides }: Sides) {
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
