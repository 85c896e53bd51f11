const clear = 256;
const end = 257;
const maxCodes = 4096;

/** Decodes LZW of a TIFF (TIFF 6.0 §13). @param size bytes of the block @throws Error if a code is impossible or data are missing */
export function decodeTiffLzw(packed: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const output = new Uint8Array(size);
  // A string is the output of its code's predecessor and one byte more, so its place in the output is enough.
  const starts = new Uint32Array(maxCodes);
  const lengths = new Uint32Array(maxCodes);
  let made = 0;
  let next = end + 1;
  let bits = 9;
  let last = 0;
  let buffer = 0;
  let have = 0;
  for (const byte of packed) {
    buffer = ((buffer << 8) | byte) & 0xffffff;
    have += 8;
    if (have < bits) continue;
    have -= bits;
    const code = (buffer >> have) & ((1 << bits) - 1);
    if (code === end || made >= size) break;
    if (code === clear) {
      next = end + 1;
      bits = 9;
      last = 0;
      continue;
    }
    const start = made;
    if (last > 0 && next < maxCodes) {
      starts[next] = start - last;
      lengths[next] = last + 1;
      next += 1;
    }
    if (code < clear) {
      output[made] = code;
      made += 1;
    } else {
      if (code >= next || last === 0) throw new Error("Impossible code");
      const from = starts[code] as number;
      const length = Math.min(lengths[code] as number, size - made);
      // The string may end with its own first byte, which is written in this loop.
      for (let at = 0; at < length; at += 1) output[made + at] = output[from + at] as number;
      made += length;
    }
    last = made - start;
    if (next >= (1 << bits) - 1 && bits < 12) bits += 1;
  }
  if (made < size) throw new Error("The data end early");
  return output;
}
