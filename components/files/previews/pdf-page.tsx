"use client";

import { useTranslations } from "next-intl";
import { TextLayer } from "pdfjs-dist";
import { type RefObject, useEffect, useRef, useState } from "react";
import { type DrawnPage, drawPage, undrawn } from "#lib/formats/pdf/draw-page";
import { mergeDefects } from "#lib/formats/pdf/merge-defects";
import type { OpenedPdf } from "#lib/formats/pdf/open-pdf";
import { type PdfSession, PdfTimeoutError } from "#lib/formats/pdf/pdf-session";
import type { PdfStructure } from "#lib/formats/pdf/structure/model";
import { DefectNotice } from "./defect-notice.tsx";
import "./pdf-text.css";

/** Some browsers fail on larger canvases; the page is then drawn at lower resolution and scaled up. */
const canvasPixels = 16_000_000;

type PdfPageProps = {
  session: PdfSession;
  page: number;
  width: number;
  guess: number;
  wanted: string;
  structure: PdfStructure | null;
  onDrawn: (page: number, drawn: DrawnPage) => void;
};

type Place = { canvas: RefObject<HTMLCanvasElement | null>; text: RefObject<HTMLDivElement | null>; width: number };

/** One page: picture on a canvas, text layer above it, and before it what is missing. Released when it leaves the screen. */
export function PdfPage({ session, page, width, guess, wanted, structure, onDrawn }: PdfPageProps) {
  const t = useTranslations("files.pdf");
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(width * guess);
  const [drawn, setDrawn] = useState<DrawnPage | null>(null);

  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    const settle = (result: DrawnPage | null) => {
      if (signal.aborted || result === null) return;
      setDrawn(result);
      onDrawn(page, result);
    };
    session
      .run((pdf) => drawWithText(pdf, page, { canvas, text, width }, setHeight, signal), { signal })
      .then(settle, (error: unknown) =>
        settle(undrawn(error instanceof PdfTimeoutError ? "drawing_stopped" : "drawing_failed")),
      );
    return () => gone.abort();
  }, [session, page, width, onDrawn]);

  useEffect(() => {
    if (!drawn || !text.current) return;
    const needle = wanted.trim().toLowerCase();
    for (const span of text.current.querySelectorAll("span")) {
      span.classList.toggle("pdf-found", needle !== "" && (span.textContent ?? "").toLowerCase().includes(needle));
    }
  }, [drawn, wanted]);

  return (
    <section
      aria-label={t("page", { page })}
      className="mx-auto space-y-2"
      style={{ width }}
      data-drawn={drawn !== null}
    >
      <DefectNotice
        title={t("missingHere", { page })}
        defects={drawn === null ? [] : mergeDefects(page, drawn, structure)}
        describe={({ code }) => t(`defect.${code}`)}
      />
      <div className="relative bg-white shadow-sm" style={{ width, height }}>
        <canvas ref={canvas} className="size-full" aria-hidden />
        <div ref={text} className="pdf-text" />
      </div>
    </section>
  );
}

async function drawWithText(
  pdf: OpenedPdf,
  number: number,
  { canvas, text, width }: Place,
  onHeight: (height: number) => void,
  signal: AbortSignal,
): Promise<DrawnPage | null> {
  const drawn = await drawPage(
    pdf,
    number,
    (page) => {
      if (!canvas.current) return null;
      const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
      onHeight(viewport.height);
      const wantedRatio = Math.min(window.devicePixelRatio || 1, 2);
      const ratio = Math.min(wantedRatio, Math.sqrt(canvasPixels / (viewport.width * viewport.height)));
      canvas.current.width = Math.max(1, Math.floor(viewport.width * ratio));
      canvas.current.height = Math.max(1, Math.floor(viewport.height * ratio));
      return { canvas: canvas.current, viewport, ratio };
    },
    signal,
  );
  if (drawn !== null && !drawn.defects.some(({ code }) => code === "page_missing"))
    await drawText(pdf, number, text.current, width, signal);
  return drawn;
}

/** The text is for search and selection; without it the picture is whole. */
async function drawText(pdf: OpenedPdf, number: number, host: HTMLElement | null, width: number, signal: AbortSignal) {
  if (host === null) return;
  try {
    const page = await pdf.document.getPage(number);
    const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
    host.replaceChildren();
    host.style.setProperty("--total-scale-factor", String(viewport.scale));
    const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: host, viewport });
    signal.addEventListener("abort", () => layer.cancel(), { once: true });
    await layer.render();
  } catch {
    // Cancelled, or text that cannot be read.
  }
}
