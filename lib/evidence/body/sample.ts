const headBytes = 64 * 1024;
const tailBytes = 1024;
const stepBytes = 1024 * 1024;

/** `head` is at most 64 KiB from the first non-space byte, `tail` the last KiB. `whole`: `head` reaches the end. */
export type Sample = {
  head: Uint8Array<ArrayBuffer>;
  tail: Uint8Array<ArrayBuffer>;
  from: number;
  sizeBytes: number;
  whole: boolean;
};

export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

export async function readBytes(blob: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.slice(from, to).arrayBuffer());
}

/** Reads at most 129 KiB, a short body once, and more only through leading white space. */
export async function readSample(blob: Blob): Promise<Sample> {
  const first = await readBytes(blob, 0, headBytes);
  const inFirst = first.findIndex((byte) => !isSpace(byte));
  let from = inFirst >= 0 ? inFirst : await findStart(blob, first.length);
  // In UTF-16 LE and UTF-32 LE the byte of a space is half of a character.
  if (isWideSpace(first)) from = 0;
  const isInFirst = blob.size <= headBytes || from === 0;
  const head = isInFirst ? first.subarray(from) : await readBytes(blob, from, from + headBytes);
  const whole = from + head.length >= blob.size;
  const end = whole
    ? head.subarray(-tailBytes)
    : await readBytes(blob, Math.max(from, blob.size - tailBytes), blob.size);
  let length = end.length;
  while (length > 0 && isSpace(end[length - 1])) length -= 1;
  return { head, tail: end.subarray(0, length), from, sizeBytes: blob.size, whole };
}

const isWideSpace = (bytes: Uint8Array) => isSpace(bytes[0]) && bytes[1] === 0;

/** @returns the first non-space byte from `at`, or the size */
async function findStart(blob: Blob, at: number): Promise<number> {
  for (let from = at; from < blob.size; from += stepBytes) {
    const first = (await readBytes(blob, from, from + stepBytes)).findIndex((byte) => !isSpace(byte));
    if (first >= 0) return from + first;
  }
  return blob.size;
}

const latin1 = new TextDecoder("latin1");

/** Decodes Latin-1, one character per byte, for ASCII comparisons. */
export function asAscii(bytes: Uint8Array): string {
  return latin1.decode(bytes);
}
