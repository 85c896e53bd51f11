import type { ReactNode, RefObject } from "react";
import { LiveRegion } from "./live-region.tsx";

type DialogProps = {
  ref: RefObject<HTMLDialogElement | null>;
  /** Accessible name. */
  name: string;
  /** Width and padding. */
  className: string;
  onClose?: (() => void) | undefined;
  children: ReactNode;
};

/** Modal dialog; callers open and close it by its ref. */
export function Dialog({ ref, name, className, onClose, children }: DialogProps) {
  return (
    <dialog
      ref={ref}
      onClose={onClose}
      aria-label={name}
      className={`m-auto rounded-xl border border-line bg-sheet text-ink backdrop:bg-black/40 ${className}`}
    >
      {children}
      <LiveRegion />
    </dialog>
  );
}
