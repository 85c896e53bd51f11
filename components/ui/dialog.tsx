import type { ReactNode, RefObject, SyntheticEvent } from "react";
import { LiveRegion } from "./live-region.tsx";

type DialogProps = {
  ref: RefObject<HTMLDialogElement | null>;
  /** Accessible name. */
  name: string;
  /** Width and padding. */
  className: string;
  onClose?: (() => void) | undefined;
  /** Escape; `preventDefault` keeps the dialog open. */
  onCancel?: ((event: SyntheticEvent) => void) | undefined;
  children: ReactNode;
};

/** Modal dialog; callers open and close it by its ref. */
export function Dialog({ ref, name, className, onClose, onCancel, children }: DialogProps) {
  return (
    <dialog
      ref={ref}
      onClose={onClose}
      onCancel={onCancel}
      aria-label={name}
      className={`m-auto rounded-xl border border-line bg-sheet text-ink backdrop:bg-black/40 ${className}`}
    >
      {children}
      <LiveRegion />
    </dialog>
  );
}
