"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Notice } from "#components/ui/notice";
import { useObjectUrl } from "#components/ui/use-object-url";
import { readFilm } from "#lib/formats/film/call-film";
import type { Film } from "#lib/formats/film/model";
import { useLoaded } from "#lib/runtime/use-loaded";
import type { PreviewProps } from "../preview-props.ts";
import { DefectNotice } from "./defect-notice.tsx";
import { FilmFacts } from "./film-facts.tsx";
import { type Playing, usePlayback } from "./use-playback.ts";

/** Plays a film or a sound, and says what of it does not play here and what the file lacks. */
export function MediaPreview({ entry, content }: PreviewProps) {
  const t = useTranslations("files.media");
  const locale = useLocale();
  const format = useFormatter();
  const { blob } = content;
  const load = useCallback((signal: AbortSignal) => readFilm(blob, signal), [blob]);
  const loaded = useLoaded(load);
  const film = loaded.phase === "ready" ? loaded.value : null;
  const type = content.check.content?.mime ?? "";
  const [playing, setPlaying] = useState<Playing>({ phase: "loading" });
  const isDone = loaded.phase !== "loading" && playing.phase !== "loading";
  const codecs = (kind: "picture" | "sound") =>
    new Intl.ListFormat(locale).format(
      (film?.tracks ?? []).filter((track) => track.kind === kind).map(({ codec }) => codec),
    );
  const missing = playing.phase === "ready" ? unplayed(film, playing) : null;
  const stoppedAt = playing.phase === "ready" ? playing.stoppedAt : null;
  return (
    <div className="space-y-3" data-media={isDone ? "done" : "loading"}>
      <DefectNotice
        title={t("incomplete")}
        defects={(film?.defects ?? []).filter(({ severity }) => severity !== "note")}
        describe={({ code, values }) => t(`defect.${code}`, values)}
      />
      {missing === null ? null : (
        <Notice
          tone="unsure"
          role="status"
          title={t(missing === "picture" ? "noPicture" : "noSound", {
            picture: codecs("picture"),
            sound: codecs("sound"),
          })}
        />
      )}
      {stoppedAt === null ? null : (
        <Notice
          tone="unsure"
          role="alert"
          title={t("stoppedAt", { seconds: format.number(stoppedAt, { maximumFractionDigits: 1 }) })}
        />
      )}
      {playing.phase === "failed" ? (
        <Notice tone="unsure" role="alert" title={t("failed")}>
          {film === null || film.tracks.length === 0 ? null : (
            <p>
              {t("failedCodecs", { codecs: new Intl.ListFormat(locale).format(film.tracks.map(({ codec }) => codec)) })}
            </p>
          )}
        </Notice>
      ) : (
        <Player blob={blob} type={type} number={entry.number} onPlaying={setPlaying} />
      )}
      {loaded.phase === "failed" ? <Notice tone="unsure" role="status" title={t("unchecked")} /> : null}
      {film === null ? null : <FilmFacts film={film} />}
    </div>
  );
}

/** The part that the browser plays without: it has no decoder for its codec, and says nothing. */
function unplayed(
  film: Film | null,
  { hasPicture, plays }: Extract<Playing, { phase: "ready" }>,
): "picture" | "sound" | null {
  const pictures = film?.tracks.filter(({ kind }) => kind === "picture") ?? [];
  const sounds = film?.tracks.filter(({ kind }) => kind === "sound") ?? [];
  if (pictures.length > 0 && !hasPicture) return "picture";
  return sounds.length > 0 && pictures.length > 0 && !sounds.some(({ probe }) => probe !== null && plays(probe))
    ? "sound"
    : null;
}

type PlayerProps = { blob: Blob; type: string; number: number; onPlaying: (playing: Playing) => void };

function Player({ blob, type, number, onPlaying }: PlayerProps) {
  const t = useTranslations("files.media");
  // Browsers play QuickTime files as MP4, which has the same structure.
  const address = useObjectUrl(blob, type === "video/quicktime" ? "video/mp4" : type);
  const events = usePlayback(onPlaying);
  if (address === null) return null;
  const common = { src: address, controls: true, preload: "metadata", ...events } as const;
  if (type.startsWith("audio/")) return <audio {...common} aria-label={t("audio", { number })} className="w-full" />;
  return (
    <video
      {...common}
      playsInline
      disablePictureInPicture
      disableRemotePlayback
      aria-label={t("video", { number })}
      className="max-h-[60vh] w-full rounded-lg bg-black"
    />
  );
}
