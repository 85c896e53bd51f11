/** Scan lines of one size: `rows` lines of one filter byte and `rowBytes` bytes. */
export type PngPass = { rows: number; rowBytes: number };

/** Left, top and steps of the passes of Adam7 (W3C PNG §8.2). */
export const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The passes of an image of this size. @param bits per pixel */
export function listPasses(width: number, height: number, bits: number, isInterlaced: boolean): PngPass[] {
  const pass = (wide: number, rows: number) => ({ rows: wide > 0 ? rows : 0, rowBytes: Math.ceil((wide * bits) / 8) });
  if (!isInterlaced) return [pass(width, height)];
  return adam7.map(([left, top, across, down]) =>
    pass(Math.ceil((width - left) / across), Math.max(0, Math.ceil((height - top) / down))),
  );
}

export const countBytes = (passes: readonly PngPass[]) =>
  passes.reduce((sum, { rows, rowBytes }) => sum + rows * (rowBytes + 1), 0);

/** `produced` bytes of scan lines, at most one chunk more than expected. */
export type RowsResult = { produced: number; isDamaged: boolean; hasWrongFilter: boolean };

/** Inflates image data (zlib, RFC 1950, with its Adler-32) and checks that each line begins with a filter type 0–4. */
export async function inflateRows(
  parts: readonly Uint8Array<ArrayBuffer>[],
  passes: readonly PngPass[],
): Promise<RowsResult> {
  const expected = countBytes(passes);
  const result: RowsResult = { produced: 0, isDamaged: false, hasWrongFilter: false };
  const starts = rowStarts(passes);
  let next = starts.next();
  const reader = new Blob([...parts]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return result;
      for (; !next.done && next.value < result.produced + value.length; next = starts.next())
        if ((value[next.value - result.produced] as number) > 4) result.hasWrongFilter = true;
      result.produced += value.length;
      // A bomb is not inflated further.
      if (result.produced > expected) {
        await reader.cancel();
        return result;
      }
    }
  } catch {
    return { ...result, isDamaged: true };
  }
}

/** Offsets of the filter bytes. */
function* rowStarts(passes: readonly PngPass[]): Generator<number, undefined> {
  let at = 0;
  for (const { rows, rowBytes } of passes) {
    for (let row = 0; row < rows; row += 1) {
      yield at;
      at += rowBytes + 1;
    }
  }
  return undefined;
}
