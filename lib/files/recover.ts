import { type Bytes, readRange } from "./byte-ranges.ts";
import { applyZip64, parseExtraFields } from "./extra-fields.ts";
import { flags, type LocalHeader, parseLocalHeader } from "./header.ts";
import { nameOddity } from "./oddities.ts";
import { type DraftEntry, readEntry } from "./read-entry.ts";
import { findSignatures, signatures } from "./signatures.ts";

const chunkBytes = 1024 * 1024;
const headerBytes = 30 + 2 * 0xffff;
const scanLimitBytes = 1024 * 1024 * 1024;

/**
 * Finds entries without a directory, by walking from local header to local header. What comes out is marked as recovered:
 * nothing but the entry itself vouches for it. Stops after `limit` entries.
 */
export async function recoverEntries(blob: Blob, limit: number, known: ReadonlySet<number>): Promise<DraftEntry[]> {
  const drafts: DraftEntry[] = [];
  let at = 0;
  while (drafts.length < limit) {
    const place = await findNext(blob, at, [signatures.localHeader]);
    if (place === null) break;
    const local = parseLocalHeader(await readRange(blob, place, place + headerBytes), 0);
    if (local === null) {
      at = place + 4;
      continue;
    }
    const found = await measureEntry(blob, place, local);
    if (!known.has(place)) drafts.push(makeDraft(local, place, found, blob.size));
    at = Math.max(found.end, place + local.length);
  }
  return drafts;
}

type Measured = { packedBytes: number; sizeBytes: number; crc32: number; end: number };

async function measureEntry(blob: Blob, place: number, local: LocalHeader): Promise<Measured> {
  const extra = parseExtraFields(local.extra, local.rawName);
  const values = applyZip64({ ...local, headerOffset: 0, disk: 0 }, extra);
  const dataAt = place + local.length;
  const deferred = (local.flags & flags.descriptor) !== 0 && values.packedBytes === 0;
  if (!deferred) {
    return {
      packedBytes: values.packedBytes,
      sizeBytes: values.sizeBytes,
      crc32: local.crc32,
      end: dataAt + values.packedBytes,
    };
  }
  return (await findDescriptor(blob, dataAt)) ?? (await measureToNext(blob, dataAt));
}

/** The descriptor whose packed size is the distance from the data's beginning to itself. */
async function findDescriptor(blob: Blob, dataAt: number): Promise<Measured | null> {
  let at = dataAt;
  for (let tries = 0; tries < 1000; tries += 1) {
    const place = await findNext(blob, at, [signatures.descriptor, signatures.localHeader, signatures.directoryHeader]);
    if (place === null) return null;
    const bytes = await readRange(blob, place, place + 24);
    if (bytes.is(0, signatures.descriptor) && bytes.length >= 16) {
      const packedBytes = place - dataAt;
      if (bytes.u32(8) === packedBytes)
        return { packedBytes, sizeBytes: bytes.u32(12), crc32: bytes.u32(4), end: place + 16 };
      if (bytes.length >= 24 && bytes.u64(8) === packedBytes) {
        return { packedBytes, sizeBytes: bytes.u64(16), crc32: bytes.u32(4), end: place + 24 };
      }
    }
    at = place + 4;
  }
  return null;
}

async function measureToNext(blob: Blob, dataAt: number): Promise<Measured> {
  const next = await findNext(blob, dataAt, [signatures.localHeader, signatures.directoryHeader, signatures.endRecord]);
  const end = next ?? blob.size;
  return { packedBytes: end - dataAt, sizeBytes: 0, crc32: 0, end };
}

/** The first place at or after `from` where one of the signatures stands. */
async function findNext(blob: Blob, from: number, wanted: readonly number[]): Promise<number | null> {
  const stop = Math.min(blob.size, from + scanLimitBytes);
  for (let at = from; at < stop; at += chunkBytes) {
    const chunk: Bytes = await readRange(blob, at, Math.min(at + chunkBytes + 3, blob.size));
    const places = wanted.flatMap((signature) => findSignatures(chunk.data, signature, 1));
    if (places.length > 0) return chunk.offset + Math.min(...places);
  }
  return null;
}

function makeDraft(local: LocalHeader, place: number, found: Measured, archiveBytes: number): DraftEntry {
  const header = { ...local, host: 0, disk: 0, attributes: 0, headerOffset: place, comment: new Uint8Array(0) };
  const { entry } = readEntry({ ...header, packedBytes: 0, sizeBytes: 0, crc32: 0 }, 0, 0);
  entry.packedBytes = found.packedBytes;
  entry.sizeBytes = found.sizeBytes;
  entry.crc32 = found.crc32;
  entry.headerOffset = place;
  entry.dataOffset = place + local.length;
  entry.recovered = true;
  entry.oddities = entry.oddities.filter((one) => one.code !== "stored_sizes_differ");
  entry.oddities.push(nameOddity("entry_recovered"));
  if (entry.dataOffset + entry.packedBytes > archiveBytes) entry.oddities.push(nameOddity("beyond_end"));
  return { entry, header };
}
