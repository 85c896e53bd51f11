"use client";

import { Download, FolderArchive } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef } from "react";
import { BodyNotice } from "#components/evidence/body-notice";
import { useArtefact } from "#components/evidence/evidence-context";
import { useBody } from "#components/evidence/use-body";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Progress } from "#components/ui/progress";
import { saveBlob } from "#components/ui/save-blob";
import { Skeleton } from "#components/ui/skeleton";
import { mayBeArchive } from "#lib/evidence/read-body";
import { openArchiveSession } from "#lib/files/archive-session";
import { warmWorker } from "#lib/files/worker-client";
import { ArchiveView } from "./archive-view.tsx";
import { OtherFiles } from "./other-files.tsx";

/** Opening this tab fetches the archive once; everything else happens in the browser. */
export function FilesPanel() {
  const t = useTranslations("files");
  const { state, open: openWith, cancel } = useArtefact("files");
  const requested = useRef(false);
  const open = useCallback(() => openWith(({ blob, tail }) => openArchiveSession(blob).listAtOnce(tail)), [openWith]);
  const body = useBody("files", state.phase === "ready" ? state.blob : null);

  // Opening the tab is the user action; after a cancel or a failure only a button retries.
  useEffect(() => {
    if (requested.current) return;
    requested.current = true;
    warmWorker();
    if (state.phase === "idle") open();
  }, [state.phase, open]);

  if (state.phase === "idle") {
    return (
      <div className="flex flex-wrap items-center gap-3 rounded-xl border border-line bg-sheet p-4">
        <p className="text-soft">{t("open.idle")}</p>
        <Button icon={FolderArchive} onClick={open}>
          {t("open.action")}
        </Button>
      </div>
    );
  }
  if (state.phase === "failed") {
    const { received } = state;
    return (
      <div className="space-y-3">
        <ProblemNotice problem={state.problem} onRetry={open} />
        {received ? (
          <Notice
            tone="unsure"
            title={t("brokenOff.title")}
            actions={
              <Button icon={Download} onClick={() => saveBlob(received, "incomplete-evidence.zip.part")}>
                {t("brokenOff.save")}
              </Button>
            }
          />
        ) : null}
      </div>
    );
  }
  if (body !== null && state.phase === "ready" && !mayBeArchive(body)) return <OtherFiles source={state} body={body} />;
  const reading = (
    <>
      <p className="mb-3 text-soft">{t("open.reading")}</p>
      <Skeleton lines={6} />
    </>
  );
  // Loading and list share one element, because the list is mounted before the bytes arrive.
  return (
    <div className="space-y-5">
      {body === null ? null : <BodyNotice artefact="files" body={body} />}
      {state.phase === "loading" ? (
        <ArchiveView source={null} waiting={<Progress label={t("open.loading")} {...state} onCancel={cancel} />} />
      ) : (
        <ArchiveView source={state} body={body} waiting={reading} />
      )}
    </div>
  );
}
