type Body = ReadableStream<Uint8Array<ArrayBuffer>>;

const chunkBytes = 256 * 1024;
/** Buffers that no stream uses now. */
const idle: ArrayBuffer[] = [];
/** Keeps readers reachable: in Chromium, a pending read never settles once its reader is garbage-collected. */
const active = new Set<unknown>();

/**
 * Yields chunks, each valid until the next one is requested: BYOB reads share one buffer, to avoid garbage collection
 * (Streams, ReadableStreamBYOBReader). Browsers without BYOB allocate each chunk.
 */
export async function* readStream(body: Body): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const byteReader = takeByteReader(body);
  const reader = byteReader === null ? body.getReader() : null;
  let memory = idle.pop() ?? new ArrayBuffer(chunkBytes);
  let isOver = false;
  active.add(byteReader ?? reader);
  try {
    while (!isOver) {
      const response = await (byteReader?.read(new Uint8Array(memory)) ?? reader?.read());
      isOver = response === undefined || response.done;
      if (response?.value === undefined) continue;
      if (byteReader) memory = response.value.buffer;
      if (!response.done) yield response.value;
    }
  } finally {
    active.delete(byteReader ?? reader);
    // Keeps the buffer out of reuse after an early stop, because the caller may still read the last chunk.
    if (isOver && memory.byteLength > 0) idle.push(memory);
    else await (byteReader ?? reader)?.cancel().catch(() => undefined);
  }
}

function takeByteReader(body: Body): ReadableStreamBYOBReader | null {
  try {
    return body.getReader({ mode: "byob" });
  } catch {
    return null;
  }
}
