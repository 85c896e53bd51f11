import { WorkerRpcClient } from "#lib/runtime/worker-rpc-client";
import type { ReportPdfMethods } from "./protocol.ts";

/** No report could be formatted as PDF. */
export class ReportPdfError extends Error {
  override readonly name = "ReportPdfError";
}

/** One for the page: it has pdfkit and the fonts, and starts with the first call. */
const worker = new WorkerRpcClient<ReportPdfMethods>(
  () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
);

/** Starts the worker and loads the fonts, while a person fills in a form. A failure shows when a report is made. */
export function warmReportPdf(): void {
  worker.call("warm", null).catch(() => undefined);
}

/** Ends the worker; the next report starts it again. */
export const stopReportPdf = (): void => worker.stop();

/**
 * Formats a report as PDF in a worker.
 * @throws ReportPdfError if that fails, for example because a font could not be loaded; DOMException `AbortError`
 */
export async function makeReportPdf(params: ReportPdfMethods["format"]["params"], signal: AbortSignal): Promise<Blob> {
  try {
    return await worker.call("format", params, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ReportPdfError("The report could not be formatted as PDF", { cause: error });
  }
}
