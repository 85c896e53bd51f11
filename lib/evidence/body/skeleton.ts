import { isSpace, readBytes, type Sample } from "./sample.ts";

const maxBytes = 64 * 1024;
const maxTextBytes = 4096;
const chunkBytes = 1024 * 1024;

/** Parses JSON with texts cut after 4 KiB. Undefined above 64 KiB (a record) or if not JSON. Streams in 1 MiB. */
export async function readJsonSkeleton(blob: Blob, { head, from, whole }: Sample): Promise<unknown> {
  const writer = new SkeletonWriter();
  writer.write(head);
  if (!whole) {
    // Most records exceed the limit in the first step.
    for (let at = from + head.length, step = head.length; at < blob.size && !writer.isFull; at += step) {
      step = Math.min(step * 2, chunkBytes);
      writer.write(await readBytes(blob, at, at + step));
    }
  }
  return writer.value();
}

class SkeletonWriter {
  private readonly out = new Uint8Array(maxBytes);
  private length = 0;
  private inText = false;
  private textBytes = 0;
  /** Remaining bytes of an escape sequence, which must not be cut. */
  private escapeBytes = 0;
  private isCutting = false;
  isFull = false;

  write(bytes: Uint8Array): void {
    let quote = -1;
    for (let at = 0; at < bytes.length && !this.isFull; at += 1) {
      if (this.isCutting && this.escapeBytes === 0) {
        // A long ciphertext has no escapes, so search for its end directly.
        if (quote < at) quote = findByte(bytes, 0x22, at);
        at = Math.min(quote, findByte(bytes.subarray(0, quote), 0x5c, at));
        if (at >= bytes.length) return;
      }
      const byte = bytes[at] as number;
      if (this.inText) this.writeInside(byte);
      else this.writeOutside(byte);
    }
  }

  private writeOutside(byte: number): void {
    if (isSpace(byte)) return;
    this.inText = byte === 0x22;
    this.textBytes = 0;
    this.isCutting = false;
    this.put(byte);
  }

  private writeInside(byte: number): void {
    this.textBytes += 1;
    const isContinued = this.escapeBytes > 0 || (byte & 0xc0) === 0x80;
    if (this.textBytes > maxTextBytes && !isContinued) this.isCutting = true;
    if (this.escapeBytes > 0) this.escapeBytes += byte === 0x75 && this.escapeBytes === 1 ? 3 : -1;
    else if (byte === 0x5c) this.escapeBytes = 1;
    else if (byte === 0x22) this.inText = false;
    if (!this.isCutting || !this.inText) this.put(byte);
    if (!this.inText) this.isCutting = false;
  }

  private put(byte: number): void {
    if (this.length === maxBytes) this.isFull = true;
    else this.out[this.length++] = byte;
  }

  value(): unknown {
    if (this.isFull) return undefined;
    try {
      return JSON.parse(new TextDecoder("utf-8", { ignoreBOM: false }).decode(this.out.subarray(0, this.length)));
    } catch {
      return undefined;
    }
  }
}

/** @returns the offset of the byte, or the length if absent */
function findByte(bytes: Uint8Array, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from);
  return at < 0 ? bytes.length : at;
}
