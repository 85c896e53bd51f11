/** A box of an ISO base media file or JPEG 2000 file; `[from, to)` is its content, cut to its container. */
export type IsoBox = { type: string; at: number; from: number; to: number; isWhole: boolean };

const maxBoxes = 100_000;

/** Walks boxes in `[start, end)` (ISO/IEC 14496-12 §4.2, ITU T.800 §I.4). Stops at a length that is impossible; never throws. */
export function readIsoBoxes(bytes: Uint8Array, start: number, end: number): IsoBox[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: IsoBox[] = [];
  for (let at = start; at + 8 <= end && boxes.length < maxBoxes; ) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    let length = view.getUint32(at);
    let from = at + 8;
    if (length === 1 && at + 16 <= end) {
      length = view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12);
      from = at + 16;
    } else if (length === 0) length = end - at;
    const to = at + length;
    if (to < from) break;
    boxes.push({ type, at, from, to: Math.min(to, end), isWhole: to <= end });
    at = to;
  }
  return boxes;
}

export const findBox = (boxes: readonly IsoBox[], type: string) => boxes.find((box) => box.type === type);
