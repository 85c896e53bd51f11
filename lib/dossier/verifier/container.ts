import { readRange } from "#lib/bytes/blob-ranges";
import { methods } from "#lib/formats/zip/compression-methods";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { readArchive } from "#lib/formats/zip/read-archive";
import { isBelow } from "../tree.ts";

/** A file of a container; `open` gives its bytes, decompressed, or rejects if they cannot be read. */
export type ContainerFile = { name: string; sizeBytes: number; open(): Promise<Blob> };
export type Container = {
  kind: "zip" | "folder";
  files: readonly ContainerFile[];
  /** Names that occur more than once, or would lead out of the folder. */
  twice: readonly string[];
  unsafe: readonly string[];
  /** Its directory does not cover the whole file: a cut ZIP may end with the directory of an archive inside it. */
  isPartial: boolean;
};

/** The container cannot be read (`zip_unreadable`), or there is not a dossier in it (`no_dossier`). */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
  readonly code: "zip_unreadable" | "no_dossier";

  constructor(message: string, code: UnreadableError["code"] = "zip_unreadable") {
    super(message);
    this.code = code;
  }
}

/** A hostile archive may expand without end; no dossier is larger. */
const maxFileBytes = 0xffff_ffff;

/** Bytes that one archive may expand to in all: each of its files may expand a thousandfold. */
const maxExpandedBytes = 16 * 1024 ** 3;

/** What an archive may still expand to. */
type Budget = { bytes: number };

/** Decompresses with a limit, in chunks that the browser may keep on disk. */
async function inflate(compressed: Blob, sizeBytes: number, budget: Budget): Promise<Blob> {
  const reader = compressed.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let [total, pending] = [0, 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (value) {
      chunks.push(value);
      total += value.length;
      pending += value.length;
      budget.bytes -= value.length;
    }
    if (total > Math.min(sizeBytes, maxFileBytes) || budget.bytes < 0) {
      await reader.cancel();
      throw new UnreadableError("The file is longer than its header says.");
    }
    if (done || pending > 16 * 1024 * 1024) {
      parts.push(new Blob(chunks));
      [chunks, pending] = [[], 0];
    }
    if (done) return new Blob(parts);
  }
}

async function openEntry(zip: Blob, entry: ArchiveEntry, budget: Budget): Promise<Blob> {
  const from = entry.dataOffset;
  if (from === null || entry.encryption !== null) throw new UnreadableError("The file cannot be read.");
  const data = zip.slice(from, from + entry.compressedBytes);
  if (data.size !== entry.compressedBytes) throw new UnreadableError("The file is truncated.");
  if (entry.method === methods.stored) return data;
  if (entry.method === methods.deflated) return inflate(data, entry.sizeBytes, budget);
  throw new UnreadableError("The file has a compression method that this verifier does not read.");
}

const isUnsafe = (name: string): boolean =>
  name.startsWith("/") || /[\\\0-\x1f\x7f]|^[A-Za-z]:/.test(name) || !isBelow(name);

/** Anomalies of an archive that is only a part of the file. */
const partialCodes: ReadonlySet<string> = new Set(["bytes_before", "bytes_between", "bytes_after", "directory_moved"]);

/** Reads the directory of a ZIP. @throws UnreadableError */
export async function openZip(blob: Blob): Promise<Container> {
  const start = await readRange(blob, 0, 4);
  if (!start.is(0, 0x04034b50) && !start.is(0, 0x06054b50)) throw new UnreadableError("The file is not a ZIP.");
  const { state, entries, declaredEntries, anomalies } = await readArchive(blob);
  if (state !== "listed" || declaredEntries !== entries.length || entries.some(({ recovered }) => recovered))
    throw new UnreadableError("The ZIP is truncated or damaged.");
  const budget: Budget = { bytes: maxExpandedBytes };
  const seen = new Set<string>();
  const files = entries.filter(({ kind }) => kind !== "folder");
  const repeats = files.filter(({ name }) => seen.has(name) || !seen.add(name));
  return {
    kind: "zip",
    files: files.map((entry) => ({
      name: entry.name,
      sizeBytes: entry.sizeBytes,
      open: () => openEntry(blob, entry, budget),
    })),
    twice: [...new Set(repeats.map(({ name }) => name))],
    isPartial: anomalies.some(({ code }) => partialCodes.has(code)),
    unsafe: entries.map(({ name }) => name.replace(/\/$/, "")).filter(isUnsafe),
  };
}

/** @param files as a browser gives a chosen folder: paths begin with the folder's own name */
export function openFolder(files: readonly File[]): Container {
  const named = files.map((file) => ({
    name: file.webkitRelativePath || file.name,
    sizeBytes: file.size,
    open: async () => file,
  }));
  return { kind: "folder", files: named, twice: [], unsafe: [], isPartial: false };
}
