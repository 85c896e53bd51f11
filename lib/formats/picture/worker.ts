/** Examines pictures and draws pages of TIFFs off the main thread. See protocol.ts. */

import { serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import { examinePicture } from "./examine-picture.ts";
import type { PictureMethods } from "./protocol.ts";

/** Larger files are not examined: all of their bytes would be in memory. */
const maxBytes = 256 * 1024 * 1024;

async function readBytes(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (blob.size > maxBytes) throw new RangeError("The file is too large");
  return new Uint8Array(await blob.arrayBuffer());
}

serveWorkerRpc<PictureMethods>({
  examine: async ({ blob, mime }) => examinePicture(await readBytes(blob), mime),
  drawTiffPage: async ({ blob, page }, { transfer }) => {
    const { drawTiffPage } = await import("./draw-tiff-page.ts");
    const drawn = drawTiffPage(await readBytes(blob), page);
    transfer(drawn.bmp.buffer);
    return drawn;
  },
});
