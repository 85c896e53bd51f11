import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, PDFWorker, VerbosityLevel } from "pdfjs-dist";
import type { ForwardedReport } from "./guard-worker.ts";
import { SpoiledObjects } from "./spoiled-objects.ts";

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

const maxReports = 10_000;
/** Larger pictures are not drawn: one of 4 colours would need 600 MB. A scan of an A4 page at 1200 dots per inch has 139 million pixels. */
const maxImagePixels = 150_000_000;
/** Pictures with more pixels are reduced while they are decoded. */
const drawnImagePixels = 16_777_216;

export type OpenedPdf = {
  document: PDFDocumentProxy;
  /** What pdf.js reported since the last call, in order. See `classify-report.ts`. */
  takeReports: () => string[];
  spoiled: SpoiledObjects;
  /** Ends the workers at once, also while they work. */
  close: () => void;
};

export type OpenOptions = {
  password?: string /** Ends the workers, also while they open the file. */;
  signal?: AbortSignal;
};

/**
 * Opens a PDF in its own workers, without scripts, XFA forms or external requests.
 * @throws PasswordException; InvalidPDFException; Error
 */
export async function openPdf(blob: Blob, { password, signal }: OpenOptions = {}): Promise<OpenedPdf> {
  const port = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  // Draws, so that a page with much on it never blocks the tab.
  const renderer = new Worker(new URL("pdfjs-dist/build/pdf.renderer.min.mjs", import.meta.url), { type: "module" });
  let reports: string[] = [];
  const spoiled = new SpoiledObjects();
  port.addEventListener("message", ({ data }: MessageEvent<Partial<ForwardedReport>>) => {
    spoiled.observe(data);
    if (data?.pdfReport !== undefined && reports.length < maxReports) reports.push(data.pdfReport);
  });
  const worker = PDFWorker.create({ port, verbosity: VerbosityLevel.INFOS });
  GlobalWorkerOptions.rendererPorts = [renderer];
  const task = getDocument({
    data: await blob.arrayBuffer(),
    worker,
    BinaryDataFactory: OwnFiles,
    cMapPacked: true,
    useWorkerFetch: false,
    enableXfa: false,
    useSystemFonts: false,
    maxImageSize: maxImagePixels,
    canvasMaxAreaInBytes: drawnImagePixels * 4,
    verbosity: VerbosityLevel.ERRORS,
    ...(password === undefined ? {} : { password }),
  });
  const close = () => {
    task.destroy().catch(() => undefined);
    worker.destroy();
    port.terminate();
    renderer.terminate();
  };
  signal?.addEventListener("abort", close, { once: true });
  const takeReports = () => {
    const taken = reports;
    reports = [];
    return taken;
  };
  try {
    return { document: await task.promise, spoiled, takeReports, close };
  } catch (error) {
    close();
    throw error;
  }
}
