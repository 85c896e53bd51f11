"use client";

import { Download, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { saveBlob } from "#components/ui/save-blob";
import type { Archive } from "#lib/files/archive-session";
import { isAbort } from "#lib/files/archive-state";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { ExecutableDialog } from "./executable-dialog.tsx";

/** Saves the marked files as a new ZIP with safe names and checksums, after confirmation if it contains programs. */
export function MarkedDownload({
  archive,
  entries,
  marked,
}: {
  archive: Archive;
  entries: readonly ArchiveEntry[];
  marked: ReadonlySet<number>;
}) {
  const t = useTranslations("files.head");
  const [progress, setProgress] = useState<{ done: number; total: number } | "failed" | null>(null);
  const [ready, setReady] = useState<{ zip: Blob; programs: number } | null>(null);
  const pending = useRef<AbortController | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (ready) dialog.current?.showModal();
  }, [ready]);
  const save = (zip: Blob) => saveBlob(zip, "evidence-selection.zip");

  async function pack() {
    pending.current = new AbortController();
    const wanted = entries.filter((entry) => marked.has(entry.number));
    setProgress({ done: 0, total: wanted.length });
    try {
      const { zipFiles } = await import("#lib/files/zip-selection");
      const made = await zipFiles(
        archive,
        wanted,
        entries.length,
        (done) => setProgress({ done, total: wanted.length }),
        pending.current.signal,
      );
      if (made.programs === 0) save(made.zip);
      setReady(made.programs === 0 ? null : made);
      setProgress(null);
    } catch (error) {
      setProgress(isAbort(error) ? null : "failed");
    }
  }

  if (progress !== null && progress !== "failed") {
    return (
      <span className="inline-flex items-center gap-1">
        <span role="status" className="text-soft">
          {t("packing", progress)}
        </span>
        <Button look="quiet" icon={X} iconOnly onClick={() => pending.current?.abort()}>
          {t("cancel")}
        </Button>
      </span>
    );
  }
  return (
    <>
      {progress === "failed" ? <span role="alert">{t("packFailed")}</span> : null}
      <Button icon={Download} onClick={pack}>
        {t("marked", { count: marked.size })}
      </Button>
      {ready ? (
        <ExecutableDialog
          dialog={dialog}
          text={t("markedPrograms", { count: ready.programs })}
          onSave={() => save(ready.zip)}
          onClose={() => setReady(null)}
        />
      ) : null}
    </>
  );
}
