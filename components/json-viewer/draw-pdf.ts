import { getDocument, PDFWorker } from "pdfjs-dist";

/** Larger canvases stop some browsers; embedded documents are drawn for a glance. */
const maxPixels = 4_000_000;

/**
 * Draws the first pages of a PDF that was embedded in a JSON text, in a worker of its own: no scripts, no forms, nothing
 * fetched for it. Answers how many pages it has.
 */
export async function drawPdf(
  bytes: ArrayBuffer,
  canvases: readonly HTMLCanvasElement[],
  width: number,
): Promise<number> {
  const port = new Worker(new URL("pdfjs-dist/build/pdf.worker.min.mjs", import.meta.url), { type: "module" });
  const worker = PDFWorker.create({ port });
  const task = getDocument({
    data: bytes,
    worker,
    useWorkerFetch: false,
    enableXfa: false,
    useSystemFonts: false,
    maxImageSize: maxPixels * 4,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    for (const [position, canvas] of canvases.entries()) {
      if (position >= document.numPages) break;
      const page = await document.getPage(position + 1);
      const base = page.getViewport({ scale: 1 });
      const scale = Math.min(width / base.width, Math.sqrt(maxPixels / (base.width * base.height)));
      const viewport = page.getViewport({ scale });
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      canvas.hidden = false;
      await page.render({ canvas, viewport }).promise;
    }
    return document.numPages;
  } finally {
    await task.destroy();
    worker.destroy();
    port.terminate();
  }
}
