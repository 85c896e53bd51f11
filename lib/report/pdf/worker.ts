import { serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import { formatReportPdf } from "./format-report-pdf.ts";
import { loadFonts } from "./load-fonts.ts";
import type { ReportPdfMethods } from "./protocol.ts";

serveWorkerRpc<ReportPdfMethods>({
  async format({ report, pictures, madeAt }) {
    const bytes = await formatReportPdf(report, { fonts: await loadFonts(), pictures, madeAt });
    return new Blob([bytes], { type: "application/pdf" });
  },
});
