/** Checks the elements of Matroska and WebM (RFC 8794 and RFC 9559). */
import type { ByteWindow, Findings } from "./byte-window.ts";

const segment = 0x18538067;
const cluster = 0x1f43b675;
/** The header, `Void` and a checksum may stand anywhere. */
const known = new Set([
  ...[0x1a45dfa3, segment, cluster, 0xec, 0xbf],
  ...[0x114d9b74, 0x1549a966, 0x1654ae6b, 0x1c53bb6b, 0x1941a469, 0x1043a770, 0x1254c367],
  ...[0xe7, 0x5854, 0xa7, 0xab, 0xa3, 0xa0, 0xaf],
]);
const maxHeadBytes = 12;

/** Segments and clusters are entered, because their size may be unknown; the elements in them are passed over. */
export async function checkClusters(file: ByteWindow): Promise<Findings> {
  const found: Findings = { damaged: 0, isCut: false, isComplete: true };
  for (let at = 0; at < file.size; ) {
    if (file.isOver) return { ...found, isComplete: false };
    const bytes = await file.read(at, maxHeadBytes);
    const [id, idBytes] = readNumber(bytes, 0, false);
    const [size, sizeBytes] = readNumber(bytes, idBytes, true);
    if (idBytes + sizeBytes > bytes.length && bytes.length < maxHeadBytes) return { ...found, isCut: true };
    if (known.has(id)) {
      const end = at + idBytes + sizeBytes + size;
      if (id === segment || id === cluster) {
        at += idBytes + sizeBytes;
        continue;
      }
      if (end <= file.size) {
        at = end;
        continue;
      }
    }
    const next = await file.search(at + 1, isCluster);
    if (next === null) return known.has(id) ? { ...found, isCut: true } : { ...found, damaged: found.damaged + 1 };
    found.damaged += 1;
    at = next;
  }
  return found;
}

const isCluster = (bytes: Uint8Array, at: number) =>
  bytes[at] === 0x1f && bytes[at + 1] === 0x43 && bytes[at + 2] === 0xb6 && bytes[at + 3] === 0x75;

/** A number of variable length (RFC 8794, 4). @param isSize its length marker is left out */
function readNumber(bytes: Uint8Array, at: number, isSize: boolean): [value: number, length: number] {
  const first = bytes[at] ?? 0;
  let length = 1;
  while (length <= 8 && (first & (0x80 >> (length - 1))) === 0) length += 1;
  let value = isSize ? first & (0x7f >> (length - 1)) : first;
  for (let index = 1; index < length; index += 1) value = value * 256 + (bytes[at + index] ?? 0);
  return [value, length];
}
