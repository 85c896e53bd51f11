"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";

type CaseActionsProps = {
  /** What is done first. */
  check: ReactNode;
  /** True once there is something to decide on. */
  isChecked: boolean;
  /** True while something is left to check: then the check stays within reach on phones. */
  canCheck: boolean;
  /** Recording a decision, or null. On phones it takes the place of the check, which goes to the others. */
  decision: ReactNode;
  copy: ReactNode;
  /** The others; on phones behind "More". */
  more: ReactNode;
};

const onDeskOnly = "contents max-[700px]:hidden";

/**
 * What can be done with a case: below its conclusion, on phones in a bar at the bottom of the screen. Where the bar would
 * cover a third of the view, it stays with the conclusion.
 */
export function CaseActions({ check, isChecked, canCheck, decision, copy, more }: CaseActionsProps) {
  const t = useTranslations("overview.actions");
  const panelId = useId();
  const bar = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);

  // An effect, because a press anywhere else closes the panel.
  useEffect(() => {
    if (!isOpen) return;
    const close = (event: PointerEvent) => {
      if (!bar.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
  }, [isOpen]);

  function onKeyDown(event: KeyboardEvent) {
    // The key closes a dialog that one of the actions opened, and not the panel below it.
    if (event.key !== "Escape" || !isOpen || (event.target as Element).closest("dialog")) return;
    setOpen(false);
    button.current?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape of the buttons inside
    <div
      ref={bar}
      data-actions
      onKeyDown={onKeyDown}
      className="flex flex-wrap gap-2 border-t border-line bg-raised px-4 py-2.5 sm:pl-14 max-[700px]:px-2 max-[700px]:[&_button]:min-h-11 max-[700px]:[&_button]:gap-1.5 max-[700px]:[&_button]:px-2 print:hidden [@media(width<700px)_and_(min-height:480px)]:fixed [@media(width<700px)_and_(min-height:480px)]:inset-x-0 [@media(width<700px)_and_(min-height:480px)]:bottom-0 [@media(width<700px)_and_(min-height:480px)]:z-30 [@media(width<700px)_and_(min-height:480px)]:bg-sheet [@media(width<700px)_and_(min-height:480px)]:shadow-[0_-4px_12px_rgb(0_0_0/0.08)]"
    >
      {decision === null ? null : <span className={isChecked ? "contents" : onDeskOnly}>{decision}</span>}
      <span className={decision !== null && isChecked ? onDeskOnly : "contents"}>{check}</span>
      {copy}
      <span className="contents max-[700px]:relative max-[700px]:ml-auto max-[700px]:block">
        <span className="min-[700px]:hidden">
          <Button
            ref={button}
            icon={Ellipsis}
            iconOnly
            aria-expanded={isOpen}
            aria-controls={panelId}
            onClick={() => setOpen(!isOpen)}
          >
            {t("more")}
          </Button>
        </span>
        <span
          id={panelId}
          className={`contents max-[700px]:absolute max-[700px]:right-0 max-[700px]:bottom-full max-[700px]:mb-3 max-[700px]:w-max max-[700px]:max-w-[80vw] max-[700px]:flex-col max-[700px]:gap-2 max-[700px]:rounded-xl max-[700px]:border max-[700px]:border-line max-[700px]:bg-sheet max-[700px]:p-3 max-[700px]:shadow-lg ${isOpen ? "max-[700px]:flex" : "max-[700px]:hidden"}`}
        >
          {decision !== null && isChecked && canCheck ? (
            <span className="contents min-[700px]:hidden">{check}</span>
          ) : null}
          {more}
        </span>
      </span>
    </div>
  );
}
