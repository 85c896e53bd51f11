import { getDocument, type PDFDocumentProxy, PDFWorker } from "pdfjs-dist";
import { pixelCap } from "#lib/formats/media/image-size";

/** Assets that pdf.js fetches while rendering, under hashed URLs of our build. */
const served: Record<string, () => URL> = {
  "openjpeg.wasm": () => new URL("pdfjs-dist/wasm/openjpeg.wasm", import.meta.url),
  "jbig2.wasm": () => new URL("pdfjs-dist/wasm/jbig2.wasm", import.meta.url),
  "qcms_bg.wasm": () => new URL("pdfjs-dist/wasm/qcms_bg.wasm", import.meta.url),
  "LiberationSans-Regular.ttf": () => new URL("pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf", import.meta.url),
  "LiberationSans-Bold.ttf": () => new URL("pdfjs-dist/standard_fonts/LiberationSans-Bold.ttf", import.meta.url),
  "LiberationSans-Italic.ttf": () => new URL("pdfjs-dist/standard_fonts/LiberationSans-Italic.ttf", import.meta.url),
  "LiberationSans-BoldItalic.ttf": () =>
    new URL("pdfjs-dist/standard_fonts/LiberationSans-BoldItalic.ttf", import.meta.url),
  "FoxitSerif.pfb": () => new URL("pdfjs-dist/standard_fonts/FoxitSerif.pfb", import.meta.url),
  "FoxitSerifBold.pfb": () => new URL("pdfjs-dist/standard_fonts/FoxitSerifBold.pfb", import.meta.url),
  "FoxitSerifItalic.pfb": () => new URL("pdfjs-dist/standard_fonts/FoxitSerifItalic.pfb", import.meta.url),
  "FoxitSerifBoldItalic.pfb": () => new URL("pdfjs-dist/standard_fonts/FoxitSerifBoldItalic.pfb", import.meta.url),
  "FoxitFixed.pfb": () => new URL("pdfjs-dist/standard_fonts/FoxitFixed.pfb", import.meta.url),
  "FoxitFixedBold.pfb": () => new URL("pdfjs-dist/standard_fonts/FoxitFixedBold.pfb", import.meta.url),
  "FoxitFixedItalic.pfb": () => new URL("pdfjs-dist/standard_fonts/FoxitFixedItalic.pfb", import.meta.url),
  "FoxitFixedBoldItalic.pfb": () => new URL("pdfjs-dist/standard_fonts/FoxitFixedBoldItalic.pfb", import.meta.url),
  "FoxitSymbol.pfb": () => new URL("pdfjs-dist/standard_fonts/FoxitSymbol.pfb", import.meta.url),
  "FoxitDingbats.pfb": () => new URL("pdfjs-dist/standard_fonts/FoxitDingbats.pfb", import.meta.url),
};

/** Fetches only listed assets from our origin and rejects every other request of the PDF. */
class OwnFiles {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const find = served[filename] ?? (await import("./character-maps.ts")).characterMaps[filename];
    const address = find?.();
    if (!address) throw new Error("The PDF viewer has no such asset");
    const response = await fetch(address);
    if (!response.ok) throw new Error(`Loading a PDF viewer asset failed with status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

export type OpenedPdf = { document: PDFDocumentProxy; close: () => void };

/** Opens a PDF in its own worker, without scripts, XFA forms or external requests. */
export async function openPdf(blob: Blob): Promise<OpenedPdf> {
  const port = new Worker(new URL("pdfjs-dist/build/pdf.worker.min.mjs", import.meta.url), { type: "module" });
  const worker = PDFWorker.create({ port });
  const task = getDocument({
    data: await blob.arrayBuffer(),
    worker,
    BinaryDataFactory: OwnFiles,
    cMapPacked: true,
    useWorkerFetch: false,
    enableXfa: false,
    useSystemFonts: false,
    maxImageSize: pixelCap,
    verbosity: 0,
  });
  const close = () => {
    void task.destroy().finally(() => {
      worker.destroy();
      port.terminate();
    });
  };
  try {
    return { document: await task.promise, close };
  } catch (error) {
    close();
    throw error;
  }
}
