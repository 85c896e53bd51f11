import { useCallback, useEffect, useRef, useState } from "react";
import { type DrawnPage, drawPage, undrawn } from "#lib/formats/pdf/draw-page";
import { type PdfSession, PdfTimeoutError } from "#lib/formats/pdf/pdf-session";

/** More pages are checked as they are shown. */
const checkedPages = 200;
/** Pages are drawn small to check them: what is missing does not depend on the size. */
const checkedWidth = 160;
/** Time for the pages on screen, which come first. */
const startMs = 600;

export type PageChecks = {
  /** Pages that were drawn. */
  drawn: ReadonlyMap<number, DrawnPage>;
  onDrawn: (page: number, drawn: DrawnPage) => void;
};

/** Draws the pages that are not on screen in the background, so that the summary is about the whole document. */
export function usePageChecks(session: PdfSession, pages: number): PageChecks {
  const [drawn, setDrawn] = useState<ReadonlyMap<number, DrawnPage>>(new Map());
  const known = useRef(new Set<number>());
  const onDrawn = useCallback((page: number, result: DrawnPage) => {
    known.current.add(page);
    setDrawn((current) => new Map(current).set(page, result));
  }, []);

  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    const check = async () => {
      for (let page = 1; page <= Math.min(pages, checkedPages) && !signal.aborted; page += 1) {
        if (known.current.has(page)) continue;
        const result = await checkPage(session, page, signal);
        if (result !== null && !signal.aborted) onDrawn(page, result);
      }
    };
    const timer = setTimeout(() => void check(), startMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [session, pages, onDrawn]);
  return { drawn, onDrawn };
}

async function checkPage(session: PdfSession, number: number, signal: AbortSignal): Promise<DrawnPage | null> {
  const canvas = document.createElement("canvas");
  try {
    return await session.run(
      async (pdf) => {
        const drawn = await drawPage(
          pdf,
          number,
          (page) => {
            const viewport = page.getViewport({ scale: checkedWidth / page.getViewport({ scale: 1 }).width });
            canvas.width = checkedWidth;
            canvas.height = Math.min(Math.max(1, Math.floor(viewport.height)), checkedWidth * 20);
            return { canvas, viewport, ratio: 1 };
          },
          signal,
        );
        return drawn;
      },
      { isBackground: true, signal },
    );
  } catch (error) {
    if (signal.aborted) return null;
    return undrawn(error instanceof PdfTimeoutError ? "drawing_stopped" : "drawing_failed");
  }
}
