/** Bytes of NUL that must follow a text in its buffer: reading a little beyond its end is then no question. */
const paddingBytes = 16;
/** Offsets are signed 32-bit numbers inside the scanner. */
export const maxTextBytes = 0x7fffffff - 1024;

/** Bytes of a buffer for a text of `sizeBytes`, with the NUL bytes after it that the scanner relies on. */
export function bufferBytes(sizeBytes: number): number {
  return Math.ceil((sizeBytes + paddingBytes) / 4) * 4;
}

/** An empty buffer for a text of `sizeBytes`. */
export function allocateText(sizeBytes: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bufferBytes(sizeBytes));
}

/** Bytes of the byte order mark that a text begins with (RFC 8259 section 8.1: may be ignored), 0 or 3. */
export function byteOrderMarkBytes([first, second, third]: Uint8Array): number {
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}

/** The first byte that shows a text to be UTF-16 or UTF-32 (a mark of those, or NUL among its first letters), or -1. */
export function detectUtf16([first, second, , fourth]: Uint8Array, length: number): number {
  if (length >= 2 && ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))) return 0;
  if (length < 4) return -1;
  if (first === 0 && second !== 0) return 0;
  return second === 0 && first !== 0 && fourth === 0 ? 1 : -1;
}
