"use client";

import { Download, FolderArchive } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { saveBlob } from "#components/ui/save-blob";
import { Verbatim } from "#components/ui/verbatim";
import { openArchiveSession } from "#lib/files/archive-session";
import { useArchive } from "#lib/files/query";
import { safeFileName } from "#lib/files/safe-file-name";
import { formatSize } from "#lib/i18n/format-size";
import { AnomalyList } from "../anomaly-list.tsx";
import { DigestCell } from "../digest-cell.tsx";
import type { PreviewProps } from "../preview-props.ts";

const shownFiles = 500;

/** Opens a nested archive on request, with the same reader and limits, one level deep. */
export function ArchiveInside({ content }: PreviewProps) {
  const t = useTranslations("files.archiveInside");
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <div className="space-y-2">
        <p>{t("text")}</p>
        <Button icon={FolderArchive} onClick={() => setOpen(true)}>
          {t("open")}
        </Button>
      </div>
    );
  }
  return <Inside blob={content.blob} />;
}

function Inside({ blob }: { blob: Blob }) {
  const t = useTranslations("files.archiveInside");
  const files = useTranslations("files");
  const row = useTranslations("files.row");
  const locale = useLocale();
  const { state } = useArchive(blob);
  if (state.phase === "failed" || state.head?.state === "none") {
    return (
      <>
        <Notice tone="unsure" role="alert" title={t("failed")} />
        <AnomalyList label={files("archiveAnomalies")} anomalies={state.head?.anomalies ?? []} />
      </>
    );
  }
  const save = async (number: number) => {
    const entry = state.entries[number - 1];
    if (!entry) return;
    const { check, blob: bytes } = await openArchiveSession(blob).readFile(entry);
    saveBlob(bytes, safeFileName(number, entry.name, check.content, state.entries.length));
  };
  return (
    <div className="space-y-3">
      <AnomalyList label={files("archiveAnomalies")} anomalies={state.head?.anomalies ?? []} />
      <ul aria-label={t("label")} className="divide-y divide-line rounded-lg border border-line">
        {state.entries.slice(0, shownFiles).map((entry) => (
          <li key={entry.number} className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1.5 px-3 py-1.5">
            <div className="min-w-0 grow basis-48 space-y-1.5">
              <p className="break-all">
                <Verbatim text={entry.name} cap={160} />
              </p>
              <AnomalyList label={files("fileAnomalies")} anomalies={entry.anomalies} />
            </div>
            <div className="flex min-h-8.5 shrink-0 items-center gap-3">
              <span className="text-soft">{formatSize(entry.sizeBytes, locale)}</span>
              <DigestCell entry={entry} check={state.checks.get(entry.number)} t={row} />
              {state.checks.get(entry.number)?.content?.kind === "executable" ? null : (
                <Button look="quiet" icon={Download} iconOnly onClick={() => void save(entry.number)}>
                  {t("download", { number: entry.number })}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
