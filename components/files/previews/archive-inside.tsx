"use client";

import { FolderArchive } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { useArchive } from "#lib/files/query";
import { AnomalyList } from "../anomaly-list.tsx";
import type { PreviewProps } from "../preview-props.ts";
import { ArchiveRows } from "./archive-rows.tsx";

/** Opens a nested archive on request, with the same reader and limits; its files open in the same previews. */
export function ArchiveInside(props: PreviewProps) {
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
  return <Inside {...props} />;
}

function Inside(props: PreviewProps) {
  const t = useTranslations("files.archiveInside");
  const files = useTranslations("files");
  const { archive, state } = useArchive(props.content.blob);
  const entries = useMemo(() => state.entries.filter(({ kind }) => kind !== "folder"), [state.entries]);
  const anomalies = <AnomalyList label={files("archiveAnomalies")} anomalies={state.head?.anomalies ?? []} />;
  if (state.phase === "failed" || state.head?.state === "none") {
    return (
      <>
        <Notice tone="unsure" role="alert" title={t("failed")} />
        {anomalies}
      </>
    );
  }
  return (
    <div className="space-y-3">
      {anomalies}
      <ArchiveRows label={t("label")} archive={archive} state={state} entries={entries} parent={props} />
    </div>
  );
}
