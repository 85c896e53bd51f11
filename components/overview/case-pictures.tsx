"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useEvidence } from "#components/evidence/evidence-context";
import type { Archive } from "#lib/files/archive-session";
import type { ArchiveState } from "#lib/files/archive-state";
import {
  type CasePicture,
  choosePictures,
  isRoleUncertain,
  listCompanions,
  listPictures,
} from "#lib/overview/case-pictures";
import { paths } from "#lib/paths";
import { AlsoFile } from "./also-file.tsx";
import { useOverview } from "./overview-context.tsx";
import { PictureCaption } from "./picture-caption.tsx";
import { PictureFrame } from "./picture-frame.tsx";
import { AlsoRow, PictureGrid } from "./picture-grid.tsx";

/** Files listed beside the two pictures. */
const maxAlso = 5;

type Place = "document" | "face";

/** The pictures of an opened archive: the two to compare, large, and links to the others. */
export function CasePictures({ archive, state }: { archive: Archive; state: ArchiveState }) {
  const t = useTranslations("overview.pictures");
  const { srId, evidenceId } = useEvidence();
  const { claims } = useOverview();
  const [own, setOwn] = useState<Partial<Record<Place, number>>>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map of checks is the same object, its growth is counted by `checked`
  const pictures = useMemo(() => listPictures(state, claims), [state.entries, state.checked, claims]);
  const chosen = choosePictures(pictures);
  const find = (place: Place): CasePicture | null =>
    pictures.find(({ entry }) => entry.number === own[place]) ?? chosen[place];
  const shown = { document: find("document"), face: find("face") };
  const others = [
    ...pictures.filter((picture) => picture !== shown.document && picture !== shown.face).map(({ entry }) => entry),
    // biome-ignore lint/correctness/useExhaustiveDependencies: as above
    ...useMemo(() => listCompanions(state), [state.entries, state.checked]),
  ];
  const fileCount = state.entries.filter(({ kind }) => kind === "file").length;
  const frame = (place: Place) => <PictureFrame archive={archive} picture={shown[place]} place={place} />;
  const caption = (place: Place) => {
    const picture = shown[place];
    return picture === null ? null : (
      <PictureCaption
        key={place}
        picture={picture}
        pictures={pictures}
        isUncertain={isRoleUncertain(picture, place)}
        onChoose={(number) => setOwn((current) => ({ ...current, [place]: number }))}
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
            className="font-medium text-accent underline underline-offset-2"
          >
            {t("all", { count: fileCount })}
          </Link>
        </AlsoRow>
      }
    />
  );
}
