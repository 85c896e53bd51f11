const quickBits = 10;

/** A Huffman table for decoding: codes of up to 10 bits by index, longer ones by comparison (ITU T.81 §F.2.2.3). */
export type HuffmanTable = {
  /** By the next 10 bits: length × 256 + value; 0 for longer codes. */
  quick: Uint16Array;
  /** By length: the first code and one past the last, left-aligned in 16 bits, and the index of the first value. */
  first: Int32Array;
  limit: Int32Array;
  index: Int32Array;
  values: Uint8Array;
};

/** @param counts number of codes of length 1–16. @returns null if the counts are impossible */
export function makeHuffmanTable(counts: Uint8Array, values: Uint8Array): HuffmanTable | null {
  const table: HuffmanTable = {
    quick: new Uint16Array(1 << quickBits),
    first: new Int32Array(17),
    limit: new Int32Array(17),
    index: new Int32Array(17),
    values,
  };
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length += 1) {
    const count = counts[length - 1] as number;
    if (code + count > 1 << length) return null;
    table.first[length] = code << (16 - length);
    table.index[length] = index;
    for (let one = 0; one < count && length <= quickBits; one += 1) {
      const from = (code + one) << (quickBits - length);
      table.quick.fill((length << 8) | (values[index + one] as number), from, from + (1 << (quickBits - length)));
    }
    code += count;
    index += count;
    table.limit[length] = code << (16 - length);
    code <<= 1;
  }
  return table;
}

/** Reads the tables of a DHT segment into `tables`, by class × 4 + destination. @returns false if malformed */
export function readHuffmanTables(segment: Uint8Array, tables: Map<number, HuffmanTable>): boolean {
  let at = 0;
  while (at < segment.length) {
    const place = segment[at] as number;
    const counts = segment.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    at += 17 + total;
    if (place >> 4 > 1 || (place & 15) > 3 || total > 256 || at > segment.length) return false;
    const table = makeHuffmanTable(counts, segment.subarray(at - total, at));
    if (table === null) return false;
    tables.set((place >> 4) * 4 + (place & 15), table);
  }
  return true;
}
