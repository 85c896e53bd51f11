/** Reads the structure of a PDF off the main thread; started for one call and ended after it. */
import { serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import { decodeStream } from "./decode-stream.ts";
import { inspectPdf, openFile } from "./inspect-pdf.ts";
import type { StructureMethods } from "./model.ts";
import { PdfRef, PdfStream } from "./values.ts";

const maxExtractedBytes = 128 * 1024 * 1024;
const openMs = 8000;

serveWorkerRpc<StructureMethods>({
  inspect: async ({ blob }) => inspectPdf(new Uint8Array(await blob.arrayBuffer())),
  extract: async ({ blob, object }, { transfer }) => {
    const { file } = await openFile(new Uint8Array(await blob.arrayBuffer()), Date.now() + openMs);
    const stream = file.load(new PdfRef(object, 0));
    const data = stream instanceof PdfStream ? await decodeStream(file, stream, maxExtractedBytes) : null;
    if (data === null) throw new Error("The data of this part cannot be read");
    // Data without a filter is a part of the file.
    const bytes = data.byteLength === data.buffer.byteLength ? (data as Uint8Array<ArrayBuffer>) : data.slice();
    transfer(bytes.buffer);
    return { bytes };
  },
});
