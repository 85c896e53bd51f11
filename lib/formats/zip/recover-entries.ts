import { createAnomaly } from "./anomalies.ts";
import { type DataDescriptor, findDescriptors } from "./data-descriptors.ts";
import { applyZip64, parseExtraFields } from "./extra-fields.ts";
import { ForwardReader } from "./forward-reader.ts";
import { flags, type LocalHeader, parseLocalHeader } from "./headers.ts";
import { type ParsedEntry, readEntry } from "./read-entry.ts";
import { signatures } from "./signatures.ts";

const headerBytes = 30 + 2 * 0xffff;

/** Finds up to `limit` entries by scanning local headers, without a central directory, and marks them as recovered. */
export async function recoverEntries(blob: Blob, limit: number, known: ReadonlySet<number>): Promise<ParsedEntry[]> {
  const reader = new ForwardReader(blob);
  const drafts: ParsedEntry[] = [];
  let descriptors: Map<number, DataDescriptor> | null = null;
  let at = 0;
  while (drafts.length < limit) {
    const offset = await reader.find(at, [signatures.localHeader]);
    if (offset === null) break;
    const local = parseLocalHeader(await reader.read(offset, offset + headerBytes), 0);
    if (local === null) {
      at = offset + 4;
      continue;
    }
    const declared = readDeclared(local, offset);
    if (declared === null) descriptors ??= await findDescriptors(new ForwardReader(blob));
    const dataAt = offset + local.length;
    const found = declared ?? descriptors?.get(dataAt) ?? (await measureToNext(reader, dataAt));
    if (!known.has(offset)) drafts.push(makeDraft(local, offset, found, blob.size));
    at = Math.max(found.end, dataAt);
  }
  return drafts;
}

/** Returns sizes and CRC of the local header, or null if they are in a data descriptor. */
function readDeclared(local: LocalHeader, offset: number): DataDescriptor | null {
  const extra = parseExtraFields(local.extra, local.rawName);
  const { compressedBytes, sizeBytes } = applyZip64({ ...local, headerOffset: 0, disk: 0 }, extra);
  if ((local.flags & flags.descriptor) !== 0 && compressedBytes === 0) return null;
  return {
    compressedBytes,
    sizeBytes,
    crc32: local.crc32,
    end: offset + local.length + compressedBytes,
  };
}

async function measureToNext(reader: ForwardReader, dataAt: number): Promise<DataDescriptor> {
  const next = await reader.find(dataAt, [signatures.localHeader, signatures.directoryHeader, signatures.endRecord]);
  const end = next ?? reader.blob.size;
  return { compressedBytes: end - dataAt, sizeBytes: 0, crc32: 0, end };
}

function makeDraft(local: LocalHeader, offset: number, found: DataDescriptor, archiveBytes: number): ParsedEntry {
  const header = { ...local, host: 0, disk: 0, attributes: 0, headerOffset: offset, comment: new Uint8Array(0) };
  const { entry } = readEntry({ ...header, compressedBytes: 0, sizeBytes: 0, crc32: 0 }, 0, 0);
  entry.compressedBytes = found.compressedBytes;
  entry.sizeBytes = found.sizeBytes;
  entry.crc32 = found.crc32;
  entry.headerOffset = offset;
  entry.dataOffset = offset + local.length;
  entry.recovered = true;
  entry.anomalies = entry.anomalies.filter((one) => one.code !== "stored_sizes_differ");
  entry.anomalies.push(createAnomaly("entry_recovered"));
  if (entry.dataOffset + entry.compressedBytes > archiveBytes) entry.anomalies.push(createAnomaly("beyond_end"));
  return { entry, header };
}
