import type { ReactNode } from "react";

/** A cell of the list. The links and controls inside have the focus, not the cell. */
export function GridCell({ className = "min-w-0", children }: { className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table would lose its roles as cards
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div role="gridcell" className={className}>
      {children}
    </div>
  );
}
