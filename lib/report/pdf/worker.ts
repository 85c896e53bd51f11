import { serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import { formatReportPdf } from "./format-report-pdf.ts";
import { loadFonts } from "./load-fonts.ts";
import type { ReportPdfMethods } from "./protocol.ts";
import type { FontFiles } from "./typeface.ts";

let loading: Promise<FontFiles> | null = null;

/** Loads the fonts once; after a failure again. */
function keepFonts(): Promise<FontFiles> {
  loading ??= loadFonts().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** All that a report needs, with few letters. */
const sample: ReportPdfMethods["format"]["params"] = {
  report: {
    ...{ language: "en", product: "a", title: "a", demo: null, footer: "a", pageLabel: "{page}" },
    sections: [{ key: "a", title: "a", aside: null, frame: "plain", startsPage: false, parts: [] }],
  },
  pictures: new Map(),
  madeAt: new Date(0),
};

async function format({ report, pictures, madeAt }: ReportPdfMethods["format"]["params"]): Promise<Blob> {
  const bytes = await formatReportPdf(report, { fonts: await keepFonts(), pictures, madeAt });
  return new Blob([bytes], { type: "application/pdf" });
}

serveWorkerRpc<ReportPdfMethods>({
  format,
  async warm() {
    await format(sample);
    return null;
  },
});
