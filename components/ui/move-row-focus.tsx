import type { KeyboardEvent } from "react";

/**
 * Moves the focus of a grid to the control of a neighbouring row, or of the first or last (ARIA APG, grid pattern). The
 * control of each row has the attribute `data-row`.
 * @returns positions of the rows that had the focus (-1 for none) and got it; null if the key moves nothing
 */
export function moveRowFocus(event: KeyboardEvent<HTMLElement>): { from: number; to: number } | null {
  const controls = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const from = rowPosition(event);
  const targets: Record<string, number> = {
    ArrowDown: Math.min(from + 1, controls.length - 1),
    ArrowUp: Math.max(from - 1, 0),
    Home: 0,
    End: controls.length - 1,
  };
  const to = targets[event.key];
  if (to === undefined) return null;
  event.preventDefault();
  controls[to]?.focus();
  return { from, to };
}

/** Position of the row that the event is in; -1 outside of rows. */
export function rowPosition(event: KeyboardEvent<HTMLElement>): number {
  const row = (event.target as Element).closest("[role=row]");
  return [...event.currentTarget.querySelectorAll("[data-row]")].findIndex((control) => row?.contains(control));
}
