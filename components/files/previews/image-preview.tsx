"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Skeleton } from "#components/ui/skeleton";
import { useFile } from "#lib/files/query";
import type { ContentKind } from "#lib/formats/media/model";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import type { PreviewProps } from "../preview-props.ts";
import { FileImage } from "./file-image.tsx";
import { PictureFacts } from "./picture-facts.tsx";

const loading = () => <Skeleton lines={6} />;
const Jpeg2000Picture = dynamic(() => import("./jpeg2000-picture.tsx").then((part) => part.Jpeg2000Picture), {
  loading,
});
const TiffPicture = dynamic(() => import("./tiff-picture.tsx").then((part) => part.TiffPicture), { loading });
const ChipPortrait = dynamic(() => import("./chip-portrait.tsx").then((part) => part.ChipPortrait), { loading });

const pictures: ReadonlySet<ContentKind> = new Set(["image", "jpeg2000", "portrait"]);

/** One picture, or two side by side: the document's portrait beside the selfie. */
export function ImagePreview({ entry, content, context }: PreviewProps) {
  const t = useTranslations("files.image");
  const { state, position, onPosition } = context;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map of checks is the same object, its growth is counted by `checked`
  const others = useMemo(
    () =>
      state.entries
        .filter(
          ({ number }) => number !== entry.number && pictures.has(state.checks.get(number)?.content?.kind ?? "empty"),
        )
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
        <Picture entry={entry} content={content} context={context} />
        {second ? <SecondPicture key={second.number} entry={second} context={context} /> : null}
      </div>
      {content.check.content?.kind === "portrait" ? null : (
        <PictureFacts entry={entry} content={content} context={context} />
      )}
    </div>
  );
}

function Picture(props: PreviewProps) {
  const { entry, content } = props;
  if (content.check.content?.kind === "jpeg2000") return <Jpeg2000Picture {...props} />;
  if (content.check.content?.mime === "image/tiff") return <TiffPicture {...props} />;
  if (content.check.content?.kind === "portrait") return <ChipPortrait {...props} />;
  return <FileImage number={entry.number} content={content} />;
}

function SecondPicture({ entry, context }: { entry: ArchiveEntry; context: PreviewProps["context"] }) {
  const { state } = useFile(context.archive, entry);
  return state.phase === "ready" ? (
    <Picture entry={entry} content={state.content} context={context} />
  ) : (
    <Skeleton lines={4} />
  );
}
