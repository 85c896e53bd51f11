import type { Archive } from "#lib/files/archive-session";
import type { ArchiveState, FileContent } from "#lib/files/archive-state";
import type { FilePosition } from "#lib/files/file-position";
import type { ArchiveEntry } from "#lib/formats/zip/model";

/** Properties of every preview. The Blob has no type; a preview sets the type it renders. */
export type PreviewProps = { entry: ArchiveEntry; content: FileContent; context: PreviewContext };

export type PreviewContext = {
  archive: Archive;
  state: ArchiveState;
  position: FilePosition;
  onPosition: (change: Partial<FilePosition>) => void;
  /** Number of files around this one; 0, if omitted, for an entry of the archive. */
  depth?: number;
};
