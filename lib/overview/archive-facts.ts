import type { ListedFile } from "#lib/agreement/protocol";
import type { ArchiveState } from "#lib/files/archive-state";
import type { EntryCheck } from "#lib/files/model";
import type { ArchiveEntry } from "#lib/formats/zip/model";

/** `damaged` files contradict the archive's data, `unread` failed for other reasons. `isListed`: a central directory was found. */
export type ArchiveFacts = { files: ListedFile[]; damaged: number; unread: number; isListed: boolean };

/** Larger JSON files are data sets, not statements about the person. Bytes. */
const maxJsonBytes = 16 * 1024 * 1024;
/** Archives up to this pass all files' bytes on, so that digests other than SHA-256 can be compared. Bytes. */
const maxArchiveBytes = 32 * 1024 * 1024;
/** Beyond this many files only those already read are compared. */
const maxFiles = 1000;

/** True if no entry is being checked any more. */
export const isCheckOver = ({ phase, checking }: Pick<ArchiveState, "phase" | "checking">): boolean =>
  phase === "failed" || checking === "done" || checking === "paused";

/** True if a central directory was found. */
export const isArchiveListed = ({ phase, head }: Pick<ArchiveState, "phase" | "head">): boolean =>
  phase === "open" && head?.state !== "none";

/** Checks content or name, because a truncated JSON file is detected as text. */
const isJsonFile = ({ name }: ArchiveEntry, check: EntryCheck | undefined): boolean =>
  check?.content?.kind === "json" || (/\.(json|jsonl|ndjson)$/i.test(name) && (check?.readBytes ?? 1) > 0);

function listFile(entry: ArchiveEntry, check: EntryCheck | undefined): ListedFile {
  return {
    number: entry.number,
    name: entry.name,
    sizeBytes: check?.readBytes ?? entry.sizeBytes,
    sha256: check?.state === "whole" ? check.sha256 : null,
    isWhole: check?.state === "whole",
    isJson: isJsonFile(entry, check),
    content: null,
  };
}

/** Facts of the files of a checked archive, without their contents. */
export function listFacts(
  files: readonly ArchiveEntry[],
  checks: ArchiveState["checks"],
  isListed: boolean,
): ArchiveFacts {
  const listed = files.map((entry) => listFile(entry, checks.get(entry.number)));
  const damaged = files.filter(({ number }) => checks.get(number)?.state === "damaged").length;
  const unread = listed.filter(({ isWhole }) => !isWhole).length - damaged;
  return { files: listed, damaged, unread, isListed };
}

/** True if the comparison needs the bytes of a file. `hasClaims`: record or token may claim digests of any kind. */
export function needsContent(
  { isWhole, isJson, sizeBytes }: ListedFile,
  archive: { fileCount: number; sizeBytes: number; hasClaims: boolean },
): boolean {
  const isSmall = archive.hasClaims && archive.sizeBytes <= maxArchiveBytes;
  const isStatement = isJson && sizeBytes <= maxJsonBytes;
  return isWhole && (isStatement || isSmall) && archive.fileCount <= maxFiles;
}
