import { useCallback } from "react";
import type { FileContent } from "#lib/files/archive-state";
import type { PictureReport } from "#lib/formats/picture/model";
import { examineInWorker } from "#lib/formats/picture/worker-client";
import { type Loaded, useLoaded } from "#lib/runtime/use-loaded";

/** One examination per picture, shared by its stage, its facts and the list of files inside. */
const reports = new WeakMap<Blob, Promise<PictureReport>>();

export function usePictureReport({ blob, check }: FileContent): Loaded<PictureReport> {
  const mime = check.content?.mime ?? "";
  return useLoaded(
    useCallback(() => {
      const known = reports.get(blob) ?? examineInWorker(blob, mime);
      reports.set(blob, known);
      return known;
    }, [blob, mime]),
  );
}
