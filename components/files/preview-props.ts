import type { Archive } from "#lib/files/archive-session";
import type { ArchiveState, FileContent } from "#lib/files/archive-state";
import type { FilePosition } from "#lib/files/file-position";
import type { ArchiveEntry } from "#lib/formats/zip/model";

/** What every preview gets. The Blob has no type: a preview that hands it to the browser gives it the type it means. */
export type PreviewProps = { entry: ArchiveEntry; content: FileContent; place: PreviewPlace };

export type PreviewPlace = {
  archive: Archive;
  state: ArchiveState;
  position: FilePosition;
  onPosition: (change: Partial<FilePosition>) => void;
};
