"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Notice } from "#components/ui/notice";
import type { ArtefactState } from "#lib/evidence/artefact-store";
import type { ReadBody } from "#lib/evidence/read-body";
import { type KnownRows, type ListView, makeRows } from "#lib/files/list-rows";
import { useArchive } from "#lib/files/query";
import { useFilePosition } from "#lib/files/use-file-position";
import { warmWorker } from "#lib/files/worker-client";
import { ArchiveAnomalies } from "./archive-anomalies.tsx";
import { ArchiveFooter } from "./archive-footer.tsx";
import { ArchiveHead } from "./archive-head.tsx";
import { FileGrid } from "./file-grid.tsx";
import { FileToolbar } from "./file-toolbar.tsx";
import { PreviewRegion } from "./preview-region.tsx";
import { loadPreview } from "./use-preview.ts";

type FileSource = Extract<ArtefactState, { phase: "ready" }>;

const warmAfterMs = 100;
/** Below this width the preview stands under the list (the layout's `lg`). */
const oneColumn = "(width < 64rem)";

const firstView: ListView = { layout: "flat", sort: "anomalies", descending: false, filter: "", closed: new Set() };

type ArchiveViewProps = {
  source: FileSource | null;
  /** Type of the bytes, without the encodings around the archive; null until known. */
  body?: ReadBody | null;
  waiting: ReactNode;
};

/** Mounts the list hidden from the start, so that only its rows remain to be rendered; `waiting` is shown until then. */
export function ArchiveView({ source, body = null, waiting }: ArchiveViewProps) {
  const t = useTranslations("files");
  const { archive, state } = useArchive(body?.shown ?? source?.blob ?? null);
  const [position, setPosition] = useFilePosition();
  const [view, setView] = useState(firstView);
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set());

  // Preloads the image preview once the list is on screen.
  const isListed = state.entries.length > 0;
  useEffect(() => {
    if (!isListed) return;
    const timer = setTimeout(() => {
      warmWorker(true);
      // Opening a picture reports this failure.
      void loadPreview("image").catch(() => undefined);
    }, warmAfterMs);
    return () => clearTimeout(timer);
  }, [isListed]);

  const known = useRef<KnownRows>([]);
  // `checked` stands for the shared map of checks, which is mutated.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is the same object, its growth is counted by `checked`
  const rows = useMemo(
    () => makeRows(state.entries, state.checks, view, known.current),
    [state.entries, state.checked, view],
  );
  const select = useCallback((file: number) => setPosition({ file, view: "content" }), [setPosition]);
  const heading = useRef<HTMLHeadingElement>(null);
  const focusPreview = useCallback(() => {
    if (!window.matchMedia(oneColumn).matches) return;
    // After the preview of the file is rendered.
    setTimeout(() => heading.current?.focus(), 0);
  }, []);
  const selected = state.entries[(position.file ?? 0) - 1] ?? null;

  const isOpening = state.phase === "opening";
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,13fr)_minmax(0,10fr)]">
      <section
        aria-label={t("title")}
        className="relative min-w-0 overflow-clip rounded-xl border border-line bg-sheet"
      >
        {isOpening ? <div className="absolute inset-x-0 top-0 p-4">{waiting}</div> : null}
        <div inert={isOpening} aria-hidden={isOpening || undefined} className={isOpening ? "invisible" : ""}>
          <ArchiveHead archive={archive} state={state} asSent={source?.blob ?? null} marked={marked} />
          {state.phase === "failed" ? (
            <div className="p-4">
              <Notice tone="unsure" role="alert" title={t("failed.title")}>
                <p>{t("failed.text")}</p>
              </Notice>
            </div>
          ) : null}
          {state.head?.state === "none" && body !== null ? (
            <div className="p-4">
              <Notice tone="contradicted" role="alert" title={t("failed.nothing")}>
                <p>{t("failed.nothingText")}</p>
              </Notice>
            </div>
          ) : null}
          <ArchiveAnomalies anomalies={state.head?.anomalies ?? []} />
          {isOpening || state.entries.length > 0 ? (
            <>
              <FileToolbar view={view} onChange={setView} shown={rows.length} many={state.entries.length > 12} />
              <FileGrid
                waiting={isOpening}
                rows={rows}
                view={view}
                onView={setView}
                selected={position.file}
                onSelect={select}
                onOpen={focusPreview}
                marked={marked}
                onMark={setMarked}
              />
            </>
          ) : null}
          {source ? <ArchiveFooter source={source} state={state} isDecoded={archive?.blob !== source.blob} /> : null}
        </div>
      </section>
      {archive && state.entries.length > 0 ? (
        <PreviewRegion
          archive={archive}
          state={state}
          entry={selected}
          heading={heading}
          position={position}
          onPosition={setPosition}
        />
      ) : null}
    </div>
  );
}
