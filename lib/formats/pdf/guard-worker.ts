/**
 * Runs in the worker of pdf.js before it: sends its reports to the page, which reads them in `open-pdf.ts`, and limits
 * what one stream may grow to. pdf.js has no such limit: a file of 1 MB can hold a page of 1 GB.
 */

/** pdf.js ignores it on the page, because it names no target. */
export type ForwardedReport = { pdfReport: string };

const scope = globalThis as unknown as { postMessage: (message: ForwardedReport) => void };
const forward = (report: unknown) => scope.postMessage({ pdfReport: String(report).slice(0, 500) });
console.warn = forward;
console.info = forward;

const maxBufferBytes = 256 * 1024 * 1024;
/**
 * The same after a stream has passed the limit: pdf.js decodes it again with its decoder written in JavaScript, while
 * the first result is still in memory.
 */
const maxBytesAfterLimit = 32 * 1024 * 1024;
let limitBytes = maxBufferBytes;
/** Deflate makes 1032 bytes of one at most, so that a slice inflates to 16 MiB. */
const sliceBytes = 16 * 1024;

const NativeStream = globalThis.DecompressionStream;

/** The native stream inflates a whole chunk at once; here a chunk of bytes goes in by slices, as the reader takes them. */
class LimitedDecompressionStream {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array<ArrayBuffer>>;

  constructor(format: CompressionFormat) {
    const native = new NativeStream(format);
    const writer = native.writable.getWriter();
    let inflated = 0;
    this.readable = native.readable.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          inflated += chunk.byteLength;
          if (inflated > maxBufferBytes) {
            limitBytes = maxBytesAfterLimit;
            throw new RangeError("Flate stream limit");
          }
          controller.enqueue(chunk);
        },
      }),
    );
    this.writable = new WritableStream({
      async write(bytes) {
        for (let at = 0; at < bytes.length; at += sliceBytes) await writer.write(bytes.subarray(at, at + sliceBytes));
      },
      close: () => writer.close(),
      abort: (reason) => writer.abort(reason),
    });
  }
}
globalThis.DecompressionStream = LimitedDecompressionStream as unknown as typeof DecompressionStream;

const NativeBytes = globalThis.Uint8Array;
/** Its decoders written in JavaScript double one buffer. The error is that of a browser without memory, which pdf.js expects. */
globalThis.Uint8Array = new Proxy(NativeBytes, {
  construct(target, values: unknown[], called) {
    if (typeof values[0] === "number" && values[0] > limitBytes) throw new RangeError("Array buffer allocation failed");
    return Reflect.construct(target, values, called === globalThis.Uint8Array ? target : called);
  },
});
