"use client";

import { useEffect } from "react";
import { EvidenceProvider, useArtefact } from "#components/evidence/evidence-context";
import { useBody } from "#components/evidence/use-body";
import { toProblem } from "#lib/api-client";
import { recordCompare } from "#lib/compare/query";
import type { Archive } from "#lib/files/archive-session";
import { useArchive } from "#lib/files/query";
import { isCheckOver } from "#lib/overview/archive-facts";
import { type CasePicture, choosePictures, listPictures } from "#lib/overview/case-pictures";
import { apiPaths } from "#lib/paths";
import type { ProblemDetails } from "#lib/problem";

export type LoadedPictures =
  | { phase: "loading"; receivedBytes: number; totalBytes: number | null; bytesPerSecond: number }
  | { phase: "failed"; problem: ProblemDetails }
  | { phase: "empty" }
  | { phase: "ready"; archive: Archive; pictures: readonly CasePicture[]; preferred: CasePicture };

type LoadCasePicturesProps = {
  srId: string;
  evidenceId: string;
  onChange: (state: LoadedPictures) => void;
};

/**
 * Fetches the archive of another case, as a release of its own, and records the comparison before any of its pictures is
 * shown. Shows nothing; its bytes are dropped with it.
 */
export function LoadCasePictures({ srId, evidenceId, onChange }: LoadCasePicturesProps) {
  return (
    <EvidenceProvider srId={srId} evidenceId={evidenceId}>
      <Load srId={srId} evidenceId={evidenceId} onChange={onChange} />
    </EvidenceProvider>
  );
}

function Load({ srId, evidenceId, onChange }: LoadCasePicturesProps) {
  const { state: files, open } = useArtefact("files");
  const blob = files.phase === "ready" ? files.blob : null;
  const body = useBody("files", blob);
  const { archive, state } = useArchive(body?.shown ?? null);
  const isRead = blob !== null && body !== null && (archive === null || isCheckOver(state));

  // An effect, because mounting this component is the person's request.
  // biome-ignore lint/correctness/useExhaustiveDependencies: fetched once
  useEffect(() => open(), []);

  // An effect, because the download reports from outside React.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `onChange` is called for each change of the files
  useEffect(() => {
    if (files.phase === "loading") onChange(files);
    if (files.phase === "failed") onChange({ phase: "failed", problem: files.problem });
  }, [files]);

  // An effect, because the comparison is recorded before its pictures are shown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, when the archive has been read
  useEffect(() => {
    if (!isRead) return;
    const pictures = archive === null ? [] : listPictures(state, null);
    const { document, face } = choosePictures(pictures);
    const preferred = face ?? document;
    if (archive === null || preferred === null) return onChange({ phase: "empty" });
    let isGone = false;
    recordCompare(srId, evidenceId, [preferred.entry.number]).then(
      () => isGone || onChange({ phase: "ready", archive, pictures, preferred }),
      (error: unknown) =>
        isGone || onChange({ phase: "failed", problem: toProblem(error, apiPaths.compare(srId, evidenceId)) }),
    );
    return () => {
      isGone = true;
    };
  }, [isRead, archive]);
  return null;
}
