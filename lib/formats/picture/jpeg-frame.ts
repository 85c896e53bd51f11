/** A component of a frame, with the state of its coefficients in a progressive image. */
export type JpegComponent = {
  id: number;
  across: number;
  down: number;
  quantization: number;
  /** Blocks in a scan of this component alone (ITU T.81 §A.2.2). */
  blocksWide: number;
  blocksHigh: number;
  /** By coefficient: bits that are still missing, or -1 before the first scan (ITU T.81 §G.1.1.1). */
  missingBits: Int8Array;
  /** By block: which coefficients are not zero, first 32 and last 32; made by the first AC scan. */
  nonZero: { low: Uint32Array; high: Uint32Array } | null;
};

export type JpegFrame = {
  marker: number;
  precision: number;
  width: number;
  height: number;
  components: JpegComponent[];
  mcusWide: number;
  mcusHigh: number;
};

/** Reads a frame header (ITU T.81 §B.2.2). @param lines height of a DNL segment if the header has none. @returns null if malformed */
export function readJpegFrame(marker: number, header: Uint8Array, lines: number): JpegFrame | null {
  const [precision = 0, h1 = 0, h0 = 0, w1 = 0, w0 = 0, count = 0] = header;
  const height = (h1 << 8) | h0 || lines;
  const width = (w1 << 8) | w0;
  if (width === 0 || count < 1 || count > 4 || header.length < 6 + count * 3) return null;
  const parts = Array.from({ length: count }, (_, index) => {
    const [id = 0, sampling = 0, quantization = 0] = header.subarray(6 + index * 3);
    return { id, across: sampling >> 4, down: sampling & 15, quantization };
  });
  if (parts.some(({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4)) return null;
  const most = { across: Math.max(...parts.map((one) => one.across)), down: Math.max(...parts.map((one) => one.down)) };
  return {
    marker,
    precision,
    width,
    height,
    mcusWide: Math.ceil(width / (8 * most.across)),
    mcusHigh: Math.ceil(height / (8 * most.down)),
    components: parts.map((one) => ({
      ...one,
      blocksWide: Math.ceil(Math.ceil((width * one.across) / most.across) / 8),
      blocksHigh: Math.ceil(Math.ceil((height * one.down) / most.down) / 8),
      missingBits: new Int8Array(64).fill(-1),
      nonZero: null,
    })),
  };
}
