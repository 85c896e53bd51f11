type Body = ReadableStream<Uint8Array<ArrayBuffer>>;

const chunkBytes = 256 * 1024;
/** Memory that no stream fills now. */
const idle: ArrayBuffer[] = [];
/** What is being read: Chromium collects a reader that nobody holds but its own pending answer, which then never comes. */
const active = new Set<unknown>();

/**
 * The chunks of a stream of bytes, each good until the next one is asked for: they share one piece of memory, which goes away with
 * the question and comes back with the answer (Streams, ReadableStreamBYOBReader). Reading through gigabytes so leaves nothing to
 * collect. Where the browser cannot do that, each chunk is memory of its own. Rejects as the stream does.
 */
export async function* readStream(body: Body): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const byteReader = takeByteReader(body);
  const reader = byteReader === null ? body.getReader() : null;
  let memory = idle.pop() ?? new ArrayBuffer(chunkBytes);
  let isOver = false;
  active.add(byteReader ?? reader);
  try {
    while (!isOver) {
      const answer = await (byteReader?.read(new Uint8Array(memory)) ?? reader?.read());
      isOver = answer === undefined || answer.done;
      if (answer?.value === undefined) continue;
      if (byteReader) memory = answer.value.buffer;
      if (!answer.done) yield answer.value;
    }
  } finally {
    active.delete(byteReader ?? reader);
    // Who leaves early may still be reading what was given last.
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
