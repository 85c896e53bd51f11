"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronDown, ChevronUp, ZoomIn, ZoomOut } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import type { PreviewProps } from "../preview-props.ts";
import { PdfPage } from "./pdf-page.tsx";
import { usePdfFind } from "./use-pdf-find.ts";

type Opened =
  | { phase: "opening" }
  | { phase: "failed"; locked: boolean }
  | { phase: "open"; document: PDFDocumentProxy; ratio: number };

/** Renders a PDF page by page; scripts do not run and links are not active. */
export function PdfPreview({ content }: PreviewProps) {
  const t = useTranslations("files.pdf");
  const opened = useDocument(content.blob);
  if (opened.phase === "opening") {
    return (
      <div>
        <p className="mb-3 text-soft">{t("loading")}</p>
        <Skeleton lines={6} />
      </div>
    );
  }
  if (opened.phase === "failed")
    return <Notice tone="unsure" role="alert" title={t(opened.locked ? "password" : "failed")} />;
  return <Pages document={opened.document} ratio={opened.ratio} />;
}

function useDocument(blob: Blob): Opened {
  const [opened, setOpened] = useState<Opened>({ phase: "opening" });
  useEffect(() => {
    let left = false;
    let close = () => {};
    void (async () => {
      try {
        const { openPdf } = await import("#lib/formats/pdf/open-pdf");
        const pdf = await openPdf(blob);
        close = pdf.close;
        if (left) return close();
        const { width, height } = (await pdf.document.getPage(1)).getViewport({ scale: 1 });
        if (!left) setOpened({ phase: "open", document: pdf.document, ratio: height / width });
      } catch (error) {
        if (!left) setOpened({ phase: "failed", locked: error instanceof Error && error.name === "PasswordException" });
      }
    })();
    return () => {
      left = true;
      close();
    };
  }, [blob]);
  return opened;
}

const gap = 12;

function Pages({ document, ratio }: { document: PDFDocumentProxy; ratio: number }) {
  const t = useTranslations("files.pdf");
  const scroller = useRef<HTMLDivElement>(null);
  const [space, setSpace] = useState(0);
  const [zoom, setZoom] = useState(1);
  const find = usePdfFind(document);
  const width = Math.floor(Math.max(space - 2 * gap, 100) * zoom);
  const virtual = useVirtualizer({
    count: document.numPages,
    getScrollElement: () => scroller.current,
    estimateSize: () => width * ratio + gap,
    overscan: 1,
  });

  useEffect(() => {
    if (!scroller.current) return;
    const observer = new ResizeObserver(([entry]) => setSpace(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: page offsets are measured again when their width changes
  useEffect(() => virtual.measure(), [width, virtual]);
  useEffect(() => {
    if (find.page !== null) virtual.scrollToIndex(find.page - 1, { align: "start" });
  }, [find.page, virtual]);

  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-1.5 print:hidden">
        <span className="mr-1">{t("pages", { count: document.numPages })}</span>
        <Button icon={ZoomIn} iconOnly onClick={() => setZoom((current) => Math.min(current * 1.25, 4))}>
          {t("in")}
        </Button>
        <Button icon={ZoomOut} iconOnly onClick={() => setZoom((current) => Math.max(current / 1.25, 0.25))}>
          {t("out")}
        </Button>
        <input
          type="search"
          aria-label={t("find")}
          placeholder={t("find")}
          value={find.wanted}
          onChange={(event) => find.search(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && find.step(event.shiftKey ? -1 : 1)}
          className="min-h-8.5 min-w-28 flex-1 rounded-lg border border-edge bg-transparent px-2.5"
        />
        <Button icon={ChevronUp} iconOnly disabled={find.pages.length === 0} onClick={() => find.step(-1)}>
          {t("previous")}
        </Button>
        <Button icon={ChevronDown} iconOnly disabled={find.pages.length === 0} onClick={() => find.step(1)}>
          {t("next")}
        </Button>
        <span role="status" className="text-[0.8125rem] text-soft">
          {find.searching
            ? t("searching")
            : find.wanted.trim() === ""
              ? ""
              : t("matches", { count: find.pages.length })}
        </span>
      </div>
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t("pages", { count: document.numPages })}
        className="max-h-[70vh] min-h-64 overflow-auto rounded-lg bg-raised p-3"
      >
        <div className="relative" style={{ height: virtual.getTotalSize(), minWidth: width }}>
          {space > 0
            ? virtual.getVirtualItems().map((item) => (
                <div
                  key={item.index}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className="absolute inset-x-0 pb-3"
                  style={{ top: item.start }}
                >
                  <PdfPage document={document} page={item.index + 1} width={width} guess={ratio} wanted={find.wanted} />
                </div>
              ))
            : null}
        </div>
      </section>
      <p className="text-[0.8125rem] text-soft">{t("scripts")}</p>
    </div>
  );
}
