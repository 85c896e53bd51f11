"use client";

import { ClipboardList, Download, Pause, Play, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { saveBlob } from "#components/ui/save-blob";
import type { Archive } from "#lib/files/archive-session";
import type { ArchiveState } from "#lib/files/archive-state";
import { formatChecksumFile } from "#lib/files/checksum-file";
import { formatSize } from "#lib/i18n/format-size";
import { MarkedDownload } from "./marked-download.tsx";

const pauseAfterMs = 500;

export function ArchiveHead({
  archive,
  state,
  asSent,
  marked,
}: {
  /** Null until the bytes are loaded. */
  archive: Archive | null;
  state: ArchiveState;
  /** What Download saves: the archive's bytes with the encodings around it, if any. */
  asSent: Blob | null;
  marked: ReadonlySet<number>;
}) {
  const t = useTranslations("files.head");
  const locale = useLocale();
  const { entries, checks, checking, head, tally } = state;
  const isLong = useDelayedFlag(checking === "running", pauseAfterMs);
  const { files, damaged } = tally;
  const unread = tally.unread + (checking === "done" ? files - tally.checked : 0);
  const archiveAnomalies = head?.anomalies.filter((anomaly) => anomaly.severity !== "note").length ?? 0;
  const anomalies = tally.anomalies + archiveAnomalies;
  const hasErrors = tally.errors > 0 || (head?.anomalies.some((anomaly) => anomaly.severity === "error") ?? false);
  const whole = checking === "done" && damaged + unread === 0 && !hasErrors;
  const progress = { done: state.checked, total: entries.length };
  const sums = () => formatChecksumFile(entries, checks);
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 className="font-semibold">{t(state.isGrowing ? "countSoFar" : "count", { count: files })}</h2>
        <p role="status" className="text-soft">
          {formatSize(asSent?.size ?? 0, locale)}
          {head?.state === "recovered" ? `, ${t("recovered")}` : ""}
          {whole ? `, ${t("whole")}` : ""}
          {checking === "running" ? `, ${t("checking", progress)}` : ""}
          {checking === "paused" ? `, ${t("paused", progress)}` : ""}
        </p>
        {damaged > 0 ? <Badge tone="contradicted">{t("damaged", { count: damaged })}</Badge> : null}
        {unread > 0 ? <Badge tone="unsure">{t("unread", { count: unread })}</Badge> : null}
        {anomalies > 0 ? (
          <Badge tone={hasErrors ? "contradicted" : "unsure"} icon={TriangleAlert}>
            {t("anomalies", { count: anomalies })}
          </Badge>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {checking === "running" && isLong ? (
          <Button look="quiet" icon={Pause} iconOnly onClick={() => archive?.pauseChecks()}>
            {t("pause")}
          </Button>
        ) : null}
        {checking === "paused" ? (
          <Button look="quiet" icon={Play} iconOnly onClick={() => archive?.resumeChecks()}>
            {t("resume")}
          </Button>
        ) : null}
        {archive && marked.size > 0 ? <MarkedDownload archive={archive} entries={entries} marked={marked} /> : null}
        {checking === "done" && files > unread ? (
          <span className="inline-flex">
            <Button
              icon={ClipboardList}
              title={t("saveSums")}
              onClick={() => saveBlob(new Blob([sums()]), "SHA256SUMS")}
            >
              {t("sums")}
            </Button>
            <CopyButton text={sums} what={t("copySums")} />
          </span>
        ) : null}
        <Button
          icon={Download}
          title={t("allMeaning")}
          onClick={() =>
            asSent && saveBlob(asSent, asSent === archive?.blob ? "evidence-files.zip" : "evidence-files-as-sent.txt")
          }
        >
          {t("all")}
        </Button>
      </div>
    </header>
  );
}

/** True after `isOn` lasted `forMs`, so that short operations show no button. */
function useDelayedFlag(isOn: boolean, forMs: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => setLasts(true), forMs);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [isOn, forMs]);
  return isOn && lasts;
}
