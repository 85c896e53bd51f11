/** Boxes of MP4 and QuickTime files (ISO/IEC 14496-12, 4.2). */

export type Box = { type: string; start: number; end: number };

const maxBoxes = 100_000;
const containers = new Set(["moov", "trak", "mdia", "minf", "stbl"]);

/** The `moov` box among the boxes of the file; their contents are not read. */
export async function findIndex(blob: Blob): Promise<Box | null> {
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

/** Boxes of the index by tracks, with what stands in a track's containers. */
export function listTracks(view: DataView): Box[][] {
  return listBoxes(view, 0, view.byteLength)
    .filter(({ type }) => type === "trak")
    .map(({ start, end }) => listBoxes(view, start, end));
}

/** Boxes in a range, and those in the containers among them, in the order of the file. */
export function listBoxes(view: DataView, from: number, to: number): Box[] {
  const found: Box[] = [];
  const walk = (start: number, end: number) => {
    for (let at = start; at + 8 <= end && found.length < maxBoxes; ) {
      const [type, headBytes, size] = readHead(view, at, end - at);
      const box = { type, start: at + headBytes, end: Math.min(at + size, end) };
      found.push(box);
      if (size < headBytes) return;
      if (containers.has(type)) walk(box.start, box.end);
      at += size;
    }
  };
  walk(from, to);
  return found;
}
