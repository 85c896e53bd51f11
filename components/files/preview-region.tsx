"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Verbatim } from "#components/ui/verbatim";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { FilePreview } from "./file-preview.tsx";
import type { PreviewContext } from "./preview-props.ts";

type PreviewRegionProps = PreviewContext & {
  entry: ArchiveEntry | null;
  heading: RefObject<HTMLHeadingElement | null>;
};

/** `heading` receives the focus when a file is opened where the preview stands below the list. */
export function PreviewRegion({ entry, heading, ...context }: PreviewRegionProps) {
  const t = useTranslations("files");
  return (
    <section
      aria-label={t("preview")}
      className="min-w-0 overflow-clip rounded-xl border border-line bg-sheet lg:sticky lg:top-4"
    >
      {entry === null ? (
        <p className="p-4 text-soft">{t("view.choose")}</p>
      ) : (
        <>
          <header className="flex items-baseline justify-between gap-3 border-b border-line px-4 py-3">
            <h2 ref={heading} tabIndex={-1} className="min-w-0 scroll-mt-4 font-semibold break-all">
              {entry.name === "" ? t("row.emptyName") : <Verbatim text={entry.name} />}
            </h2>
            <span className="shrink-0 text-[0.8125rem] text-soft">
              {t("view.position", { position: entry.number, total: context.state.entries.length })}
            </span>
          </header>
          <FilePreview key={entry.number} entry={entry} {...context} />
        </>
      )}
    </section>
  );
}
