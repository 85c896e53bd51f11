import { hasBytesAt, utf8Mark } from "#lib/bytes/find-bytes";

/** NUL bytes after the text, which make reads shortly past its end safe. */
const paddingBytes = 16;
/** The scanner stores offsets as signed 32-bit numbers. */
export const maxTextBytes = 0x7fffffff - 1024;

export function bufferBytes(sizeBytes: number): number {
  return Math.ceil((sizeBytes + paddingBytes) / 4) * 4;
}

export function allocateText(sizeBytes: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bufferBytes(sizeBytes));
}

/** Returns the size of the byte order mark, 0 or 3 bytes (RFC 8259 §8.1). */
export function byteOrderMarkBytes(bytes: Uint8Array): number {
  return hasBytesAt(bytes, 0, utf8Mark) ? utf8Mark.length : 0;
}

/** Returns the offset of the first byte that proves UTF-16 or UTF-32 (byte order mark or NUL), or -1. */
export function detectUtf16([first, second, , fourth]: Uint8Array, length: number): number {
  if (length >= 2 && ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))) return 0;
  if (length < 4) return -1;
  if (first === 0 && second !== 0) return 0;
  return second === 0 && first !== 0 && fourth === 0 ? 1 : -1;
}
