"use client";

import { ClipboardList, Download, Pause, Play, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import type { Archive } from "#lib/files/archive";
import type { ArchiveState } from "#lib/files/archive-state";
import { makeManifest } from "#lib/files/manifest";
import { gravestOf } from "#lib/files/rows";
import { saveBlob } from "#lib/save-blob";
import { formatSize } from "#lib/text/format-size";
import { MarkedDownload } from "./marked-download.tsx";
import { useLasting } from "./use-lasting.ts";

const pauseAfterMs = 500;

/** How many files, whether they are whole, what is odd; checksums and downloads. */
export function ArchiveHead({
  archive,
  state,
  marked,
}: {
  /** Null until the bytes are there. */
  archive: Archive | null;
  state: ArchiveState;
  marked: ReadonlySet<number>;
}) {
  const t = useTranslations("files.head");
  const locale = useLocale();
  const { entries, checks, checking, head } = state;
  const isLong = useLasting(checking === "running", pauseAfterMs);
  const counts = countFiles(state);
  const archiveOdd = head?.oddities.filter((oddity) => oddity.severity !== "note").length ?? 0;
  const odd = counts.odd + archiveOdd;
  const bad = counts.bad > 0 || (head?.oddities.some((oddity) => oddity.severity === "bad") ?? false);
  const whole = checking === "done" && counts.damaged + counts.unread === 0 && !bad;
  const progress = { done: state.checked, total: entries.length };
  const sums = () => makeManifest(entries, checks);
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 className="font-semibold">{t("count", { count: counts.files })}</h2>
        <p role="status" className="text-soft">
          {formatSize(archive?.blob.size ?? 0, locale)}
          {head?.state === "recovered" ? `, ${t("recovered")}` : ""}
          {whole ? `, ${t("whole")}` : ""}
          {checking === "running" ? `, ${t("checking", progress)}` : ""}
          {checking === "paused" ? `, ${t("paused", progress)}` : ""}
        </p>
        {counts.damaged > 0 ? <Badge tone="contradicted">{t("damaged", { count: counts.damaged })}</Badge> : null}
        {counts.unread > 0 ? <Badge tone="unsure">{t("unread", { count: counts.unread })}</Badge> : null}
        {odd > 0 ? (
          <Badge tone={bad ? "contradicted" : "unsure"} icon={TriangleAlert}>
            {t("odd", { count: odd })}
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
        {checking === "done" && counts.files > counts.unread ? (
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
          onClick={() => archive && saveBlob(archive.blob, "evidence-files.zip")}
        >
          {t("all")}
        </Button>
      </div>
    </header>
  );
}

function countFiles({ entries, checks, checking }: ArchiveState) {
  const counts = { files: 0, damaged: 0, unread: 0, odd: 0, bad: 0 };
  for (const entry of entries) {
    const check = checks.get(entry.number);
    const severity = gravestOf(entry, check);
    if (severity === "bad") counts.bad += 1;
    if (severity === "bad" || severity === "odd") counts.odd += 1;
    if (entry.kind === "folder") continue;
    counts.files += 1;
    if (check?.state === "damaged") counts.damaged += 1;
    else if (check ? check.state !== "whole" : checking === "done") counts.unread += 1;
  }
  return counts;
}
