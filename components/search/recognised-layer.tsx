"use client";

import { type RefObject, useDeferredValue, useMemo } from "react";
import { useLoaded } from "#lib/runtime/use-loaded";
import { loadReader } from "#lib/search/load-reader";

type RecognisedLayerProps = {
  ref: RefObject<HTMLDivElement | null>;
  text: string;
  /** Those of the text in front, so that both break their lines alike. */
  className: string;
};

/** Lies behind the text of the search box and marks what was recognised in it. The text itself is not sent. */
export function RecognisedLayer({ ref, text, className }: RecognisedLayerProps) {
  const deferred = useDeferredValue(text);
  const reader = useLoaded(deferred === "" ? null : loadReader);
  const mark = reader.phase === "ready" ? reader.value.markRecognised : null;
  const parts = useMemo(
    () => (deferred === "" || mark === null ? [] : mark(deferred, window.location.host)),
    [deferred, mark],
  );
  let at = 0;
  return (
    <div
      ref={ref}
      aria-hidden
      className={`pointer-events-none absolute inset-0 overflow-hidden text-transparent select-none forced-colors:hidden ${className}`}
    >
      {parts.map(({ text: part, isMarked }) => {
        at += part.length;
        return isMarked ? (
          <mark key={at} data-recognised className="rounded-sm bg-accent-soft text-transparent shadow-none">
            {part}
          </mark>
        ) : (
          <span key={at}>{part}</span>
        );
      })}
    </div>
  );
}
