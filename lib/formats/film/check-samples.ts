/** Checks that the samples that an MP4 or QuickTime file lists are in it (ISO/IEC 14496-12, 8.7.5 and 8.7.3). */

type Box = { type: string; start: number; end: number };

const maxIndexBytes = 64 * 1024 * 1024;
const maxBoxes = 100_000;
const containers = new Set(["moov", "trak", "mdia", "minf", "stbl"]);

/** @returns null for a file without an index; else the number of chunks that begin after the end of the file */
export async function countMissingChunks(blob: Blob): Promise<number | null> {
  const index = await findIndex(blob);
  if (index === null || index.end - index.start > maxIndexBytes) return null;
  const view = new DataView(await blob.slice(index.start, index.end).arrayBuffer());
  let missing = 0;
  for (const { type, start, end } of listBoxes(view)) {
    if ((type !== "stco" && type !== "co64") || end - start < 8) continue;
    const width = type === "stco" ? 4 : 8;
    const count = Math.min(view.getUint32(start + 4), Math.floor((end - start - 8) / width));
    for (let chunk = 0; chunk < count; chunk += 1) {
      const at = start + 8 + chunk * width;
      const offset = width === 4 ? view.getUint32(at) : Number(view.getBigUint64(at));
      if (offset >= blob.size) missing += 1;
    }
  }
  return missing;
}

/** The `moov` box among the boxes of the file; their contents are not read. */
async function findIndex(blob: Blob): Promise<Box | null> {
  for (let at = 0, seen = 0; at + 8 <= blob.size && seen < maxBoxes; seen += 1) {
    const head = new DataView(await blob.slice(at, at + 16).arrayBuffer());
    const [type, headBytes, size] = readHead(head, 0, blob.size - at);
    if (type === "moov") return { type, start: at + headBytes, end: Math.min(at + size, blob.size) };
    if (size < 8) return null;
    at += size;
  }
  return null;
}

function readHead(view: DataView, at: number, rest: number): [type: string, headBytes: number, size: number] {
  const type = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at + 4, 4));
  const size = view.getUint32(at);
  if (size === 1 && view.byteLength - at >= 16) return [type, 16, Number(view.getBigUint64(at + 8))];
  return [type, 8, size === 0 ? rest : size];
}

function listBoxes(view: DataView): Box[] {
  const found: Box[] = [];
  const open: [start: number, end: number][] = [[0, view.byteLength]];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    for (let [at, end] = range; at + 8 <= end && found.length < maxBoxes; ) {
      const [type, headBytes, size] = readHead(view, at, end - at);
      const box = { type, start: at + headBytes, end: Math.min(at + size, end) };
      found.push(box);
      if (containers.has(type)) open.push([box.start, box.end]);
      if (size < 8) break;
      at += size;
    }
  }
  return found;
}
