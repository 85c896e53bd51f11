import { BlobReader, configure, type FileEntry, ZipReader } from "@zip.js/zip.js/lib/zip-core-external.js";
import { type OneEntry, wrapEntry } from "./one-entry-archive.ts";

/**
 * The caller's thread is a worker already. The module for Deflate64 is loaded from our origin, when an entry needs it:
 * its address in a build has no origin, and zip.js would add that of its own source.
 */
configure({ useWebWorkers: false, ...("location" in globalThis ? { baseURI: globalThis.location.href } : {}) });

/** Opens compressed data as the one entry of an archive. @throws Error of zip.js */
export async function openOneEntry(entry: OneEntry, compressed: Blob): Promise<FileEntry> {
  const { before, after } = wrapEntry(entry);
  const reader = new ZipReader(new BlobReader(new Blob([before, compressed, after])));
  const [opened] = await reader.getEntries();
  if (opened === undefined || opened.directory) throw new Error("zip.js found no file");
  return opened;
}
