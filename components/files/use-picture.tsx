import { useCallback } from "react";
import type { Archive } from "#lib/files/archive-session";
import type { Picture } from "#lib/formats/picture/upright";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { type Loaded, useLoaded } from "#lib/runtime/use-loaded";
import { loadPicture } from "./load-picture.tsx";

/** A picture of the opened archive, ready for an `<img>`. `failed`: this browser cannot show it. Nothing is fetched. */
export function usePicture(archive: Archive, entry: ArchiveEntry): Loaded<Picture> {
  return useLoaded(
    useCallback(
      async (signal: AbortSignal) => loadPicture(await archive.readFile(entry, { signal }), signal),
      [archive, entry],
    ),
  );
}
