import { detectBlobType } from "#lib/formats/media/detect-file-type";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import type { FileContent } from "./archive-state.ts";
import { judgeType } from "./judge-type.ts";

/** A file inside another file: an attachment, a second picture. It has an entry like those of an archive. */
export type InsideContent = { entry: ArchiveEntry; content: FileContent };

/**
 * Describes bytes that were found inside a file, so that every preview can show them. The digest and the CRC-32 of the
 * archive are the outer file's; here they are null and zero.
 * @param name as sent, or an empty string
 */
export async function describeBytes(parent: ArchiveEntry, blob: Blob, name: string): Promise<InsideContent> {
  const { content, anomalies } = judgeType(name, await detectBlobType(blob), []);
  return {
    entry: {
      ...parent,
      name,
      headerName: null,
      kind: "file",
      method: 0,
      encryption: null,
      crc32: 0,
      compressedBytes: blob.size,
      sizeBytes: blob.size,
      comment: "",
      anomalies: [],
    },
    content: {
      check: {
        number: parent.number,
        state: "whole",
        reason: null,
        readBytes: blob.size,
        crc32: null,
        sha256: null,
        anomalies,
        content,
      },
      blob,
    },
  };
}
