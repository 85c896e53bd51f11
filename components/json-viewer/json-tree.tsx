"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import type { JsonRow } from "#lib/json-viewer/row";
import { useJsonSession } from "#lib/json-viewer/use-session";
import type { DigestProps } from "./row-notes.tsx";
import { ScanErrorNotice } from "./scan-error-notice.tsx";
import { rowHeightPx } from "./tree-row.tsx";
import { ValueDialog } from "./value-dialog.tsx";
import { VirtualTree } from "./virtual-tree.tsx";

type JsonTreeProps = DigestProps & {
  /** Original bytes. Keep the same object for the same text; a new object opens a new session. */
  source: Blob | Uint8Array;
  label: string;
  /** Containers up to this depth start open. */
  openDepth?: number;
  masked?: boolean;
  /** Maximum rows on screen. */
  maxRows?: number;
};

/** Shows a JSON text as a tree, exactly as received: token header and claims, raw status, archive files. */
export function JsonTree({ source, label, openDepth = 3, masked = false, maxRows = 20, ...notes }: JsonTreeProps) {
  const t = useTranslations("json");
  const opened = useJsonSession(source, { openDepth, masked });
  const [shown, setShown] = useState<JsonRow | null>(null);
  if (!opened || opened.view.phase === "opening") return <Skeleton lines={4} />;
  const { session, view } = opened;
  if (view.phase === "failed") return <Notice role="alert" tone="unsure" title={t("workerFailed")} />;
  const error = view.progress?.error;
  return (
    <div className="space-y-3">
      {error ? <ScanErrorNotice error={error} anythingShown={view.rowCount > 0} masked={masked} /> : null}
      {view.rowCount > 0 ? (
        <div
          className="flex flex-col overflow-hidden"
          style={{ height: Math.min(Math.max(view.rowCount, 2), maxRows) * rowHeightPx + 12 }}
        >
          <VirtualTree session={session} view={view} label={label} onShow={setShown} {...notes} />
        </div>
      ) : null}
      {shown ? <ValueDialog session={session} row={shown} onClose={() => setShown(null)} /> : null}
    </div>
  );
}
