import { useMemo } from "react";
import type { FileContent } from "#lib/files/archive-state";
import { readImageSize } from "#lib/formats/media/image-size";
import type { PixelSize } from "#lib/formats/media/model";
import { useLoaded } from "#lib/runtime/use-loaded";

/** Some cameras write this much before the image size. Bytes. */
const headBytes = 4 * 1024 * 1024;

/** Pixel size from the picture's header, already known or read from up to `headBytes`. */
export function useImageSize(content: FileContent): PixelSize | null | "reading" {
  const { blob, check } = content;
  const known = check.content?.pixels ?? null;
  const mime = check.content?.mime ?? "";
  const load = useMemo(
    () =>
      known === null
        ? async () => readImageSize(new Uint8Array(await blob.slice(0, headBytes).arrayBuffer()), mime)
        : null,
    [blob, mime, known],
  );
  const read = useLoaded(load);
  if (known !== null) return known;
  return read.phase === "loading" ? "reading" : read.phase === "ready" ? read.value : null;
}
