"use client";

import { StatusPanel } from "#components/status/status-panel";

/** The overview of one evidence. */
export function OverviewPanel({ fixedNow }: { fixedNow: string | null }) {
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div />
      <StatusPanel fixedNow={fixedNow} />
    </div>
  );
}
