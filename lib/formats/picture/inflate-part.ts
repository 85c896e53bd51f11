/** Inflates a small zlib stream, such as text in a PNG. @returns null if it is damaged or larger than `most` bytes */
export async function inflatePart(
  data: Uint8Array<ArrayBuffer>,
  most = 4 * 1024 * 1024,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
      chunks.push(value);
      length += value.length;
      if (length > most) {
        await reader.cancel();
        return null;
      }
    }
  } catch {
    return null;
  }
}
