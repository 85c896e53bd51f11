/** Examines pictures, and draws large ones and pages of TIFFs, off the main thread. See protocol.ts. */

import { serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import { examinePicture } from "./examine-picture.ts";
import type { PictureMethods } from "./protocol.ts";

/** Larger files are not examined: all of their bytes would be in memory. */
const maxBytes = 256 * 1024 * 1024;

/** Pixels of a picture that is drawn at reduced size. */
const maxDrawn = 8_000_000;

async function readBytes(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (blob.size > maxBytes) throw new RangeError("The file is too large");
  return new Uint8Array(await blob.arrayBuffer());
}

serveWorkerRpc<PictureMethods>({
  examine: async ({ blob, mime }) => examinePicture(await readBytes(blob), mime),
  drawReduced: async ({ blob, mime }, { transfer }) => {
    const drawn =
      mime === "image/png"
        ? await (await import("./draw-large-png.ts")).drawLargePng(await readBytes(blob), maxDrawn)
        : await (await import("./draw-large-jpeg.ts")).drawLargeJpeg(blob, maxDrawn);
    transfer(drawn.bmp.buffer);
    return drawn;
  },
  drawTiffPage: async ({ blob, page }, { transfer }) => {
    const { drawTiffPage } = await import("./draw-tiff-page.ts");
    const drawn = drawTiffPage(await readBytes(blob), page);
    transfer(drawn.bmp.buffer);
    return drawn;
  },
});
