import { WorkerRpcClient } from "#lib/runtime/worker-rpc-client";
import type { ReportPdfMethods } from "./protocol.ts";

/** No report could be formatted as PDF. */
export class ReportPdfError extends Error {
  override readonly name = "ReportPdfError";
}

/**
 * Formats a report as PDF in a worker, which holds pdfkit and the fonts, and ends with it.
 * @throws ReportPdfError if that fails, for example because a font could not be loaded; DOMException `AbortError`
 */
export async function makeReportPdf(params: ReportPdfMethods["format"]["params"], signal?: AbortSignal): Promise<Blob> {
  const worker = new WorkerRpcClient<ReportPdfMethods>(
    () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
  );
  try {
    return await worker.call("format", params, signal ? { signal } : {});
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ReportPdfError("The report could not be formatted as PDF", { cause: error });
  } finally {
    worker.stop();
  }
}
