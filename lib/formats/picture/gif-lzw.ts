const maxCodes = 4096;

/**
 * Counts the pixels of LZW data (GIF89a, appendix F) without storing them.
 * @param data the minimum code size and the sub-blocks
 * @param wanted pixels after which counting stops
 */
export function countLzwPixels(data: Uint8Array, wanted: number): { pixels: number; isBroken: boolean } {
  const smallest = data[0] ?? 0;
  if (smallest < 1 || smallest > 11) return { pixels: 0, isBroken: data.length > 0 };
  const clear = 1 << smallest;
  const lengths = new Uint32Array(maxCodes).fill(1, 0, clear);
  let pixels = 0;
  let size = smallest + 1;
  let next = clear + 2;
  let last = -1;
  let buffer = 0;
  let have = 0;
  for (let block = 1; block < data.length; block += 1 + (data[block] as number)) {
    const length = data[block] as number;
    if (length === 0) break;
    const end = Math.min(block + 1 + length, data.length);
    for (let at = block + 1; at < end; at += 1) {
      buffer |= (data[at] as number) << have;
      have += 8;
      while (have >= size) {
        const code = buffer & ((1 << size) - 1);
        buffer >>>= size;
        have -= size;
        if (code === clear) {
          size = smallest + 1;
          next = clear + 2;
          last = -1;
          continue;
        }
        if (code === clear + 1) return { pixels, isBroken: pixels < wanted };
        if (code > next || (code === next && last < 0) || (code > clear && last < 0)) return { pixels, isBroken: true };
        if (last >= 0 && next < maxCodes) {
          lengths[next] = (lengths[last] as number) + 1;
          next += 1;
          if (next === 1 << size && size < 12) size += 1;
        } else if (code >= next) return { pixels, isBroken: true };
        pixels += lengths[code] as number;
        last = code;
        if (pixels >= wanted) return { pixels, isBroken: false };
      }
    }
  }
  return { pixels, isBroken: false };
}
