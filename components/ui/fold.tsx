"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";

type FoldProps = {
  title: ReactNode;
  /** Beside the title, also while the section is closed. */
  aside?: ReactNode;
  isOpen: boolean;
  onToggle: () => void;
  children: ReactNode;
};

/** A section whose heading opens it (ARIA APG, disclosure pattern). Its content is always printed. */
export function Fold({ title, aside, isOpen, onToggle, children }: FoldProps) {
  const contentId = useId();
  const titleId = useId();
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <section aria-labelledby={titleId} className="min-w-0 overflow-clip rounded-xl border border-line bg-sheet">
      <h2 className="text-[0.9375rem] font-semibold">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={contentId}
          onClick={onToggle}
          className="flex w-full flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-3 text-left hover:bg-raised"
        >
          <Icon aria-hidden className="size-4 shrink-0 self-center text-soft print:hidden" />
          <span id={titleId}>{title}</span>
          {aside ? <span className="text-[0.8125rem] font-normal text-soft">{aside}</span> : null}
        </button>
      </h2>
      <div id={contentId} className={`border-t border-line ${isOpen ? "" : "hidden print:block"}`}>
        {children}
      </div>
    </section>
  );
}
