import { useCallback } from "react";
import type { FileContent } from "#lib/files/archive-state";
import type { Orientation } from "#lib/formats/picture/exif";
import { readPictureExif } from "#lib/formats/picture/read-picture-exif";
import { useLoaded } from "#lib/runtime/use-loaded";

/** Exif orientation, read before the picture is drawn, because browsers apply it in some formats only. */
export function useImageOrientation({ blob, check }: FileContent): Orientation | "reading" {
  const mime = check.content?.mime ?? "";
  const read = useLoaded(useCallback(() => readPictureExif(blob, mime), [blob, mime]));
  return read.phase === "loading" ? "reading" : read.phase === "ready" ? read.value.orientation : 1;
}
