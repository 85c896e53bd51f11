import { readStream } from "./read-stream.ts";

/** Yields chunks, each valid until the next. @throws DOMException `NotReadableError`; TypeError means invalid data */
export async function* streamBlob(part: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let left = part.size;
  if (left === 0) return;
  try {
    for await (const chunk of readStream(part.stream())) {
      left -= chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw new DOMException(`The browser has lost the bytes: ${String(error)}`, "NotReadableError");
  }
  if (left > 0) throw new DOMException("The browser has lost some of the bytes", "NotReadableError");
}
