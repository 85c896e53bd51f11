"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { Notice } from "#components/ui/notice";
import type { PdfSession } from "#lib/formats/pdf/pdf-session";
import { readStructure } from "#lib/formats/pdf/structure/call-structure";
import { useLoaded } from "#lib/runtime/use-loaded";
import type { PreviewProps } from "../preview-props.ts";
import { PdfDefects } from "./pdf-defects.tsx";
import { PdfFacts } from "./pdf-facts.tsx";
import { PdfPage } from "./pdf-page.tsx";
import { PdfSummary } from "./pdf-summary.tsx";
import { PdfTools } from "./pdf-tools.tsx";
import { usePageChecks } from "./use-page-checks.ts";
import { usePdfFind } from "./use-pdf-find.ts";

const gap = 12;
/** Firefox scrolls no further than about 17 million pixels; Chromium to 33. */
const maxHeightPx = 15_000_000;

type PdfPagesProps = { session: PdfSession; pages: number; ratio: number; preview: PreviewProps };

/** The pages of an opened PDF, in a region that scrolls, below what is missing on them. */
export function PdfPages({ session, pages, ratio, preview }: PdfPagesProps) {
  const t = useTranslations("files.pdf");
  const scroller = useRef<HTMLDivElement>(null);
  const [space, setSpace] = useState(0);
  const [zoom, setZoom] = useState(1);
  const find = usePdfFind(session, pages);
  const checks = usePageChecks(session, pages);
  const load = useCallback(
    (signal: AbortSignal) => readStructure(preview.content.blob, signal),
    [preview.content.blob],
  );
  const loaded = useLoaded(load);
  const structure = loaded.phase === "ready" ? loaded.value : null;
  const width = Math.floor(Math.max(space - 2 * gap, 100) * zoom);
  const pageHeight = width * ratio + gap;
  const reachable = Math.min(pages, Math.max(1, Math.floor(maxHeightPx / pageHeight)));
  const virtual = useVirtualizer({
    count: reachable,
    getScrollElement: () => scroller.current,
    estimateSize: () => pageHeight,
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
    <div className="space-y-2" data-structure={loaded.phase}>
      <PdfDefects structure={loaded} />
      <PdfSummary
        pages={pages}
        checks={checks}
        structure={structure}
        onPage={(page) => virtual.scrollToIndex(page - 1, { align: "start" })}
      />
      <PdfTools pages={pages} find={find} onZoom={(by) => setZoom((now) => Math.min(Math.max(now * by, 0.25), 4))} />
      {reachable < pages ? (
        <Notice tone="unsure" role="status" title={t("reachable", { shown: reachable, pages })} />
      ) : null}
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t("pages", { count: pages })}
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
                  <PdfPage
                    session={session}
                    page={item.index + 1}
                    width={width}
                    guess={ratio}
                    wanted={find.wanted}
                    structure={structure}
                    onDrawn={checks.onDrawn}
                  />
                </div>
              ))
            : null}
        </div>
      </section>
      <p className="text-[0.8125rem] text-soft">{t("scripts")}</p>
      {structure === null ? null : <PdfFacts structure={structure} checks={checks} preview={preview} />}
    </div>
  );
}
