"use client";

import { useTranslations } from "next-intl";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { Notice } from "#components/ui/notice";
import type { JsonSession } from "#lib/json-viewer/session";

const shownPages = ["first", "second", "third"] as const;
const widthPx = 800;
/** Maximum canvas size in pixels, because some browsers fail above it. */
const maxPixels = 4_000_000;

async function drawPages(document: PDFDocumentProxy, canvases: readonly HTMLCanvasElement[]): Promise<void> {
  for (const [position, canvas] of canvases.entries()) {
    if (position >= document.numPages) break;
    const page = await document.getPage(position + 1);
    const base = page.getViewport({ scale: 1 });
    const scale = Math.min(widthPx / base.width, Math.sqrt(maxPixels / (base.width * base.height)));
    const viewport = page.getViewport({ scale });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    canvas.hidden = false;
    await page.render({ canvas, viewport }).promise;
  }
}

/** Shows the first pages of a PDF in a base64 text; loads the PDF library on demand. */
export function EmbeddedPdf({ session, node }: { session: JsonSession; node: number }) {
  const t = useTranslations("json");
  const host = useRef<HTMLDivElement>(null);
  const [outcome, setOutcome] = useState<{ pages: number } | "failed" | null>(null);

  useEffect(() => {
    let left = false;
    void (async () => {
      const [response, { openPdf }] = await Promise.all([
        session.client.call("decodeBase64", { node }),
        import("#lib/formats/pdf/open-pdf"),
      ]);
      const canvases = [...(host.current?.querySelectorAll("canvas") ?? [])];
      if (left || response === null) return response === null ? setOutcome("failed") : undefined;
      const { document, close } = await openPdf(new Blob([response.bytes]));
      try {
        await drawPages(document, canvases);
      } finally {
        close();
      }
      if (!left) setOutcome({ pages: document.numPages });
    })().catch(() => {
      if (!left) setOutcome("failed");
    });
    return () => {
      left = true;
    };
  }, [session, node]);

  if (outcome === "failed") return <Notice tone="unsure" title={t("pdfBroken")} />;
  return (
    <figure className="mb-4">
      <div ref={host} role="img" aria-label={t("pdfAlt")} className="space-y-2">
        {shownPages.map((page) => (
          <canvas key={page} hidden className="max-w-full border border-line bg-white" />
        ))}
      </div>
      {outcome ? (
        <figcaption className="mt-1 text-xs text-soft">
          {t("pdfPages", { count: outcome.pages, shown: Math.min(outcome.pages, shownPages.length) })}
        </figcaption>
      ) : null}
    </figure>
  );
}
