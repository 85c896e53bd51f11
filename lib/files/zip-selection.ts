import { BlobReader, BlobWriter, configure, ZipWriter } from "@zip.js/zip.js/lib/zip-core-external.js";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import type { Archive } from "./archive-session.ts";
import { formatSumLine } from "./checksum-file.ts";
import { safeFileName } from "./safe-file-name.ts";

configure({ useWebWorkers: false });

/** Plain headers, as every reader takes them: stored, without data descriptors and extra fields. */
const plainEntries = { level: 0, dataDescriptor: false, extendedTimestamp: false };

/** Writes stored entries, sizes before the data, and `SHA256SUMS`. Lists damaged files in `NOT-WHOLE.txt`. @throws AbortError if cancelled */
export async function zipFiles(
  archive: Archive,
  wanted: readonly ArchiveEntry[],
  total: number,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<{ zip: Blob; programs: number }> {
  const zip = new ZipWriter(new BlobWriter("application/zip"), plainEntries);
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
      if (check.state !== "unreadable") await zip.add(name, new BlobReader(blob), { signal });
      if (check.sha256) sums += formatSumLine(check.sha256, name);
    }
    onProgress(index + 1);
  }
  await zip.add("SHA256SUMS", new BlobReader(new Blob([sums])));
  if (notWhole !== "") await zip.add("NOT-WHOLE.txt", new BlobReader(new Blob([notWhole])));
  const blob = await zip.close();
  signal.throwIfAborted();
  return { zip: blob, programs };
}
