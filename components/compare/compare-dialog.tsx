"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Button } from "#components/ui/button";
import { faceAnswers } from "#lib/compare/face-answer";
import { useFaceAnswer } from "#lib/compare/face-answers";
import type { CompareCase } from "./compare-item.tsx";
import { CompareStages } from "./compare-stages.tsx";
import { CompareTools, compareKeys } from "./compare-tools.tsx";
import { FaceQuestion } from "./face-question.tsx";
import { OverlayBar } from "./overlay-bar.tsx";
import { SideFacts } from "./side-facts.tsx";
import { SideHead } from "./side-head.tsx";
import { sideIndexes, useCompare } from "./use-compare.ts";
import { bothShown, useSides } from "./use-sides.ts";

export type CompareDialogProps = {
  /** The evidence whose decision takes the answer, and the ID of its case; null if several were selected. */
  own: { srId: string; evidenceId: string; caseId: string } | null;
  subtitle: ReactNode;
  cases: readonly CompareCase[];
  /** IDs of pictures, or of cases whose preferred picture is shown. */
  first: string;
  second: string;
  isHidden: boolean;
  onReveal: () => void;
  onClose: () => void;
};

/** Two pictures on a neutral dark ground, over the whole screen. No software judges the faces. */
export function CompareDialog(props: CompareDialogProps) {
  const { own, subtitle, cases, first, second, isHidden, onReveal, onClose } = props;
  const t = useTranslations("compare");
  const dialog = useRef<HTMLDialogElement>(null);
  const compare = useCompare([first, second]);
  const sides = useSides(cases, compare);
  const both = sides && bothShown(sides);
  // The answer goes into the decision on one case, so it is asked of pictures of that case alone.
  const isOfOwn = own !== null && both !== null && sides?.every(({ of }) => of.id === own.caseId);
  const files = isOfOwn ? ([both[0].item.number, both[1].item.number] as const) : ([0, 0] as const);
  const [answer, choose] = useFaceAnswer(own?.srId ?? "", own?.evidenceId ?? "", files);

  // An effect, because a dialog opens by a call. The browser gives the focus back when it closes.
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>("[data-side]")?.focus();
  }, []);

  const shownIds = sides?.map(({ shown }) => shown?.item.id ?? "").join(" ");
  const { active } = compare;
  // An effect, because the button that loaded the pictures left with the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when a picture takes the place of a button
  useEffect(() => {
    const element = dialog.current;
    const focused = document.activeElement;
    if (element === null || (focused !== element && focused !== document.body)) return;
    (element.querySelector<HTMLElement>(`[data-side="${active}"]`) ?? element.querySelector("button"))?.focus();
  }, [shownIds]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if ((event.target as Element).closest("select, input[type=text]")) return;
    const answered = isOfOwn ? faceAnswers[Number(event.key) - 1] : undefined;
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

  if (sides === null) return null;
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
            <p className="truncate text-xs text-soft">{subtitle}</p>
          </div>
          <div className="max-[700px]:hidden">
            <CompareTools compare={compare} />
          </div>
        </header>
        <div className="flex divide-x divide-line border-b border-line bg-sheet">
          {sideIndexes.map((index) => (
            <SideHead key={index} compare={compare} index={index} cases={cases} side={sides[index]} />
          ))}
        </div>
        <CompareStages compare={compare} sides={sides} isHidden={isHidden} onReveal={onReveal} />
        {compare.mode === "overlay" && both ? <OverlayBar compare={compare} sides={both} /> : null}
        <div className="flex divide-x divide-line border-t border-line bg-sheet max-[700px]:order-1">
          {sideIndexes.map((index) => (
            <SideFacts key={index} shown={sides[index].shown} />
          ))}
        </div>
        <footer className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line bg-sheet px-3 py-2 max-[700px]:sticky max-[700px]:bottom-0 max-[700px]:z-30 max-[700px]:px-1.5">
          {isOfOwn || both === null ? (
            <FaceQuestion answer={isOfOwn ? answer : null} onAnswer={isOfOwn ? choose : null} />
          ) : (
            <p className="min-h-9 content-center text-[0.8125rem] text-soft">{t("faces.twoCases")}</p>
          )}
          <div className="min-[700px]:hidden">
            <CompareTools compare={compare} />
          </div>
        </footer>
      </div>
    </dialog>
  );
}
