"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useEvidence } from "#components/evidence/evidence-context";
import type { Archive } from "#lib/files/archive-session";
import type { ArchiveState } from "#lib/files/archive-state";
import { isRoleUncertain, listCompanions } from "#lib/overview/case-pictures";
import { paths } from "#lib/paths";
import { AlsoFile } from "./also-file.tsx";
import { PictureCaption } from "./picture-caption.tsx";
import { PictureFrame } from "./picture-frame.tsx";
import { AlsoRow, PictureGrid } from "./picture-grid.tsx";
import type { ChosenPictures, PicturePlace } from "./use-case-pictures.ts";

/** Files listed beside the two pictures. */
const maxAlso = 5;

type CasePicturesProps = {
  archive: Archive;
  state: ArchiveState;
  chosen: ChosenPictures;
  /** Null with fewer than two pictures. */
  onEnlarge: (() => void) | null;
};

/** The pictures of an opened archive: the two to compare, large, and links to the others. */
export function CasePictures({ archive, state, chosen, onEnlarge }: CasePicturesProps) {
  const t = useTranslations("overview.pictures");
  const { srId, evidenceId } = useEvidence();
  const { pictures, shown } = chosen;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map of checks is the same object, its growth is counted by `checked`
  const companions = useMemo(() => listCompanions(state), [state.entries, state.checked]);
  const others = [
    ...pictures.filter((picture) => picture !== shown.document && picture !== shown.face).map(({ entry }) => entry),
    ...companions,
  ];
  const fileCount = state.entries.filter(({ kind }) => kind === "file").length;
  const frame = (place: PicturePlace) => (
    <PictureFrame archive={archive} picture={shown[place]} place={place} onEnlarge={onEnlarge} />
  );
  const caption = (place: PicturePlace) => {
    const picture = shown[place];
    return picture === null ? null : (
      <PictureCaption
        key={place}
        picture={picture}
        pictures={pictures}
        isUncertain={isRoleUncertain(picture, place)}
        onChoose={(number) => chosen.choose(place, number)}
      />
    );
  };
  return (
    <PictureGrid
      document={frame("document")}
      face={frame("face")}
      captions={[caption("document"), caption("face")]}
      also={
        <AlsoRow>
          {others.length > 0 ? <span className="text-soft">{t("also")}</span> : null}
          {others.slice(0, maxAlso).map((entry) => (
            <AlsoFile
              key={entry.number}
              archive={archive}
              entry={entry}
              picture={pictures.find((one) => one.entry === entry) ?? null}
              kind={state.checks.get(entry.number)?.content?.kind ?? null}
            />
          ))}
          <Link
            href={paths.evidence(srId, evidenceId, "files")}
            prefetch={false}
            className="inline-flex min-h-6 items-center font-medium text-accent underline underline-offset-2"
          >
            {t("all", { count: fileCount })}
          </Link>
        </AlsoRow>
      }
    />
  );
}
