"use client";

import { useTranslations } from "next-intl";
import { type PDFDocumentProxy, TextLayer } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import "./pdf-text.css";

/** Some browsers fail on larger canvases; the page is then drawn at lower resolution and scaled up. */
const canvasPixels = 16_000_000;

type PdfPageProps = { document: PDFDocumentProxy; page: number; width: number; guess: number; wanted: string };

/** One page: picture on a canvas, text layer above it. Rendered when it scrolls into view, released when it leaves. */
export function PdfPage({ document, page, width, guess, wanted }: PdfPageProps) {
  const t = useTranslations("files.pdf");
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(width * guess);
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    let left = false;
    let stop = () => {};
    void (async () => {
      const proxy = await document.getPage(page);
      if (left || !canvas.current || !text.current) return;
      const base = proxy.getViewport({ scale: 1 });
      const viewport = proxy.getViewport({ scale: width / base.width });
      setHeight(viewport.height);
      const wantedRatio = Math.min(window.devicePixelRatio || 1, 2);
      const ratio = Math.min(wantedRatio, Math.sqrt(canvasPixels / (viewport.width * viewport.height)));
      const target = canvas.current;
      target.width = Math.floor(viewport.width * ratio);
      target.height = Math.floor(viewport.height * ratio);
      const task = proxy.render({ canvas: target, viewport, transform: [ratio, 0, 0, ratio, 0, 0] });
      text.current.replaceChildren();
      text.current.style.setProperty("--total-scale-factor", String(viewport.scale));
      const layer = new TextLayer({ textContentSource: proxy.streamTextContent(), container: text.current, viewport });
      stop = () => {
        task.cancel();
        layer.cancel();
      };
      await Promise.all([task.promise, layer.render()]);
      if (!left) setDrawn(true);
    })().catch(() => undefined);
    return () => {
      left = true;
      stop();
    };
  }, [document, page, width]);

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
      className="relative mx-auto bg-white shadow-sm"
      style={{ width, height }}
      data-drawn={drawn}
    >
      <canvas ref={canvas} className="size-full" aria-hidden />
      <div ref={text} className="pdf-text" />
    </section>
  );
}
