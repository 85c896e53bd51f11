import { methods } from "./compression-methods.ts";
import type { DecoderEnd, EntryDecoder } from "./entry-decoder.ts";
import type { OneEntry } from "./one-entry-archive.ts";

/** Opens the decoder of an entry's method. @throws Error if its library cannot be loaded */
export async function openEntryDecoder(entry: OneEntry, compressed: Uint8Array): Promise<EntryDecoder | DecoderEnd> {
  if (isZstandard(entry.method)) return (await import("./zstandard-entry.ts")).ZstandardEntry.open(compressed);
  return (await import("./libarchive-entry.ts")).LibarchiveEntry.open(entry, compressed);
}

const isZstandard = (method: number) => method === methods.zstandard || method === methods.zstandardBefore;
