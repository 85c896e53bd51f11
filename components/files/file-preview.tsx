"use client";

import { RotateCcw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import { useFile } from "#lib/files/query";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { AnomalyList } from "./anomaly-list.tsx";
import { FileFacts } from "./file-facts.tsx";
import { FileNotices } from "./file-notices.tsx";
import { PreviewBody } from "./preview-body.tsx";
import type { PreviewContext } from "./preview-props.ts";
import { PreviewTools } from "./preview-tools.tsx";

export function FilePreview({ entry, archive, state, position, onPosition }: PreviewContext & { entry: ArchiveEntry }) {
  const t = useTranslations("files");
  const { state: file, cancel, again } = useFile(archive, entry);
  const justUnlocked = useRef(false);
  const check = file.phase === "ready" ? file.content.check : state.checks.get(entry.number);
  const anomalies = [...entry.anomalies, ...(check?.anomalies ?? [])];
  return (
    <>
      {file.phase === "ready" ? (
        <PreviewTools
          entry={entry}
          content={file.content}
          total={state.entries.length}
          position={position}
          onPosition={onPosition}
        />
      ) : null}
      <div className="space-y-4 p-4">
        {anomalies.length > 0 ? <AnomalyList label={t("fileAnomalies")} anomalies={anomalies} /> : null}
        {file.phase === "reading" ? (
          <div>
            <div className="mb-3 flex items-center justify-between gap-3">
              <span className="text-soft">{t("view.reading")}</span>
              <Button icon={X} onClick={cancel}>
                {t("view.cancel")}
              </Button>
            </div>
            <Skeleton lines={5} />
          </div>
        ) : null}
        {file.phase === "cancelled" || file.phase === "failed" ? (
          <Notice
            tone="unsure"
            role={file.phase === "failed" ? "alert" : "status"}
            title={t(file.phase === "failed" ? "view.failed" : "view.cancelled")}
            actions={
              <Button icon={RotateCcw} onClick={() => again(false)}>
                {t("view.again")}
              </Button>
            }
          />
        ) : null}
        {file.phase === "ready" ? (
          <>
            <FileNotices
              archive={archive}
              entry={entry}
              check={file.content.check}
              onAgain={again}
              justUnlocked={justUnlocked}
            />
            <PreviewBody entry={entry} content={file.content} context={{ archive, state, position, onPosition }} />
          </>
        ) : null}
        <FileFacts entry={entry} check={check} total={state.entries.length} />
      </div>
    </>
  );
}
