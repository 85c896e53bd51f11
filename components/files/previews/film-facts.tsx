"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Film, FilmTrack } from "#lib/formats/film/model";
import { type Field, FieldList } from "./field-list.tsx";

/** Container, duration and tracks of a film or sound, and what else the file says. */
export function FilmFacts({ film }: { film: Film }) {
  const t = useTranslations("files.media");
  const format = useFormatter();
  const describe = ({ codec, width, height, frameRate, rotation, channels, sampleRate }: FilmTrack) =>
    [
      codec,
      width === null || height === null ? "" : `${width} × ${height}`,
      frameRate === null || width === null
        ? ""
        : t("frameRate", { rate: format.number(frameRate, { maximumFractionDigits: 3 }) }),
      rotation === null || rotation === 0 ? "" : t("rotated", { degrees: rotation }),
      channels === null ? "" : t("channels", { count: channels }),
      sampleRate === null ? "" : `${format.number(sampleRate)} Hz`,
    ]
      .filter((part) => part !== "")
      .join(", ");
  const fields: Field[] = [
    { name: t("container"), value: film.container },
    {
      name: t("duration"),
      value: film.seconds
        ? t("seconds", { seconds: format.number(film.seconds, { maximumFractionDigits: 2 }) })
        : t("defect.no_duration"),
    },
    ...film.defects
      .filter(({ code, severity }) => severity === "note" && code !== "no_duration")
      .map(({ code, values }) => ({ name: t("note"), value: t(`defect.${code}`, values) })),
    ...film.tracks.map((track) => ({ name: t(`track.${track.kind}`), value: describe(track) })),
  ].filter(({ value }) => value !== "");
  return (
    <div className="space-y-3" data-facts>
      <FieldList label={t("facts")} fields={fields} />
      {film.facts.length > 0 ? <FieldList label={t("stated")} fields={film.facts} /> : null}
    </div>
  );
}
