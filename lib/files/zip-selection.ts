import JSZip from "jszip";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import type { Archive } from "./archive-session.ts";
import { formatSumLine } from "./checksum-file.ts";
import { safeFileName } from "./safe-file-name.ts";

/** Writes stored entries, sizes before the data, and `SHA256SUMS`. Lists damaged files in `NOT-WHOLE.txt`. @throws AbortError if cancelled */
export async function zipFiles(
  archive: Archive,
  wanted: readonly ArchiveEntry[],
  total: number,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<{ zip: Blob; programs: number }> {
  const zip = new JSZip();
  let sums = "";
  let notWhole = "";
  let programs = 0;
  for (const [index, entry] of wanted.entries()) {
    signal.throwIfAborted();
    if (entry.kind !== "folder") {
      const { check, blob } = await archive.readFile(entry, { signal });
      const name = safeFileName(entry.number, entry.name, check.content, total);
      if (check.content?.kind === "executable") programs += 1;
      if (check.state !== "whole") notWhole += `${name}: ${check.state}\n`;
      if (check.state !== "unreadable") zip.file(name, blob, { binary: true });
      if (check.sha256) sums += formatSumLine(check.sha256, name);
    }
    onProgress(index + 1);
  }
  zip.file("SHA256SUMS", sums);
  if (notWhole !== "") zip.file("NOT-WHOLE.txt", notWhole);
  const blob = await zip.generateAsync({ type: "blob", compression: "STORE" });
  signal.throwIfAborted();
  return { zip: blob, programs };
}
