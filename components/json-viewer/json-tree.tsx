"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import type { Row } from "#lib/json-viewer/row";
import { useJsonSession } from "#lib/json-viewer/use-session";
import type { DigestProps } from "./row-notes.tsx";
import { ScanErrorNotice } from "./scan-error-notice.tsx";
import { rowHeightPx } from "./tree-row.tsx";
import { ValueDialog } from "./value-dialog.tsx";
import { VirtualTree } from "./virtual-tree.tsx";

type JsonTreeProps = DigestProps & {
  /** The bytes as sent. Give the same object as long as it is the same text: another one is opened anew. */
  source: Blob | Uint8Array;
  /** Accessible name of the tree. */
  label: string;
  /** Containers up to this depth are open at first. */
  openDepth?: number;
  masked?: boolean;
  /** Rows on screen at most; fewer when the text has fewer. */
  maxRows?: number;
};

/** A JSON text as a tree, exactly as sent: for a token's header and claims, a raw status, a JSON file of the archive. */
export function JsonTree({ source, label, openDepth = 3, masked = false, maxRows = 20, ...notes }: JsonTreeProps) {
  const t = useTranslations("json");
  const opened = useJsonSession(source, { openDepth, masked });
  const [shown, setShown] = useState<Row | null>(null);
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
