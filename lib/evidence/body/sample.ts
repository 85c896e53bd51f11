const headBytes = 64 * 1024;
const tailBytes = 1024;
const stepBytes = 1024 * 1024;

/**
 * The beginning and the end of a body. `head` begins at its first byte that is not white space and holds 64 KiB at most, `tail` is the
 * last KiB without the white space behind it. `whole`: `head` reaches the end of the body.
 */
export type Sample = {
  head: Uint8Array<ArrayBuffer>;
  tail: Uint8Array<ArrayBuffer>;
  from: number;
  sizeBytes: number;
  whole: boolean;
};

/** White space of JSON (RFC 8259 section 2). */
export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** The bytes from `from` to `to`, `to` not included. */
export async function readBytes(blob: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.slice(from, to).arrayBuffer());
}

/** Reads 65 KiB at most, and more only through white space at the beginning. */
export async function readSample(blob: Blob): Promise<Sample> {
  let from = await findStart(blob);
  let head = await readBytes(blob, from, from + headBytes);
  // In UTF-16 LE and UTF-32 LE the byte of a space is half of a character.
  if (from > 0 && head[0] === 0) {
    from = 0;
    head = await readBytes(blob, 0, headBytes);
  }
  const end = await readBytes(blob, Math.max(from, blob.size - tailBytes), blob.size);
  let length = end.length;
  while (length > 0 && isSpace(end[length - 1])) length -= 1;
  const whole = from + head.length >= blob.size;
  return { head, tail: end.subarray(0, length), from, sizeBytes: blob.size, whole };
}

async function findStart(blob: Blob): Promise<number> {
  for (let from = 0; from < blob.size; from += stepBytes) {
    const step = await readBytes(blob, from, from + (from === 0 ? headBytes : stepBytes));
    const first = step.findIndex((byte) => !isSpace(byte));
    if (first >= 0) return from + first;
    if (from === 0) from = step.length - stepBytes;
  }
  return blob.size;
}

const latin1 = new TextDecoder("latin1");

/** Bytes as Latin-1 text: one character per byte, for comparing with ASCII. */
export function asAscii(bytes: Uint8Array): string {
  return latin1.decode(bytes);
}
