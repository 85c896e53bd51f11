"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Skeleton } from "#components/ui/skeleton";
import type { ArchiveEntry } from "#lib/files/model";
import { useFile } from "#lib/files/query";
import type { PreviewProps } from "../preview-body.tsx";
import { ExifFacts } from "./exif-facts.tsx";
import { FileImage } from "./image-stage.tsx";

/** One picture, or two side by side: the portrait of the document beside the selfie. */
export function ImagePreview({ entry, content, place }: PreviewProps) {
  const t = useTranslations("files.image");
  const { archive, state, position, onPosition } = place;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map of checks is the same object, its growth is counted by `checked`
  const others = useMemo(
    () =>
      state.entries
        .filter((other) => other.number !== entry.number && state.checks.get(other.number)?.content?.kind === "image")
        .slice(0, 200),
    [state.entries, state.checked, entry.number],
  );
  const second = others.find((other) => other.number === position.beside) ?? null;
  return (
    <div className="space-y-3">
      {others.length > 0 ? (
        <label className="flex flex-wrap items-center gap-2 print:hidden">
          <span>{t("beside")}</span>
          <select
            value={second?.number ?? ""}
            onChange={(event) => onPosition({ beside: event.target.value === "" ? null : Number(event.target.value) })}
            className="min-h-8.5 max-w-full min-w-0 rounded-lg border border-edge bg-sheet px-2 font-mono text-[0.8125rem]"
          >
            <option value="">{t("besideNone")}</option>
            {others.map((other) => (
              <option key={other.number} value={other.number}>
                {other.number} · {other.name.slice(-60).replace(/[^\x20-\x7e\u00a1-\u02af]/gu, "·")}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <div className={second ? "grid gap-3 sm:grid-cols-2" : ""}>
        <FileImage number={entry.number} content={content} />
        {second ? <SecondImage key={second.number} archive={archive} entry={second} /> : null}
      </div>
      <ExifFacts content={content} />
    </div>
  );
}

function SecondImage({ archive, entry }: { archive: PreviewProps["place"]["archive"]; entry: ArchiveEntry }) {
  const { state } = useFile(archive, entry);
  return state.phase === "ready" ? <FileImage number={entry.number} content={state.content} /> : <Skeleton lines={4} />;
}
