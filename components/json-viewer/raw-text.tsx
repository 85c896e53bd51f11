"use client";

import { Skeleton } from "#components/ui/skeleton";
import { useJsonSession } from "#lib/json-viewer/use-session";
import { RawView } from "./raw-view.tsx";

/** Shows a non-JSON text as lines. Keep the same `source` object for the same text. */
export function RawText({ source, label, masked }: { source: Blob; label: string; masked: boolean }) {
  const opened = useJsonSession(source, { openDepth: 0, masked });
  if (!opened || opened.view.phase === "opening") return <Skeleton lines={4} />;
  return (
    <div className="flex h-80 flex-col overflow-hidden rounded-xl border border-line bg-sheet">
      <RawView
        session={opened.session}
        label={label}
        pretty={false}
        wrap
        masked={masked}
        goTo={null}
        position={null}
        found=""
        nodeCount={0}
      />
    </div>
  );
}
