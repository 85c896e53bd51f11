/** CRC-32 of ZIP, PNG and gzip (polynomial 0xEDB88320), eight bytes per step. */

const tables = makeTables();

function makeTables(): Uint32Array[] {
  const first = new Uint32Array(256);
  for (let index = 0; index < 256; index += 1) {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    first[index] = value >>> 0;
  }
  const all = [first];
  for (let table = 1; table < 8; table += 1) {
    const next = new Uint32Array(256);
    const previous = all[table - 1] ?? first;
    for (let index = 0; index < 256; index += 1) {
      const value = previous[index] ?? 0;
      next[index] = ((value >>> 8) ^ (first[value & 255] ?? 0)) >>> 0;
    }
    all.push(next);
  }
  return all;
}

const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
];

/** Returns an unsigned CRC-32; pass the previous result to continue with the next chunk. */
export function computeCrc32(data: Uint8Array, previous = 0): number {
  let crc = ~previous;
  let at = 0;
  const stop = data.length - 7;
  // Indexes are masked to a byte and tables have 256 entries, so reads are never undefined.
  const read = (table: Uint32Array, index: number) => table[index] as number;
  for (; at < stop; at += 8) {
    crc ^=
      (data[at] as number) |
      ((data[at + 1] as number) << 8) |
      ((data[at + 2] as number) << 16) |
      ((data[at + 3] as number) << 24);
    crc =
      read(t7, crc & 255) ^
      read(t6, (crc >>> 8) & 255) ^
      read(t5, (crc >>> 16) & 255) ^
      read(t4, crc >>> 24) ^
      read(t3, data[at + 4] as number) ^
      read(t2, data[at + 5] as number) ^
      read(t1, data[at + 6] as number) ^
      read(t0, data[at + 7] as number);
  }
  for (; at < data.length; at += 1) crc = read(t0, (crc ^ (data[at] as number)) & 255) ^ (crc >>> 8);
  return ~crc >>> 0;
}
