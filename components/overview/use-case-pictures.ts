import { useMemo, useState } from "react";
import { type CasePicture, choosePictures, listPictures } from "#lib/overview/case-pictures";
import { useOverview } from "./overview-context.tsx";

export type PicturePlace = "document" | "face";

/** The pictures of the opened archive, and the two that are shown: by their paths, or as the person chose. */
export function useCasePictures() {
  const { archiveState, claims } = useOverview();
  const { entries, checks, checked } = archiveState;
  const [own, setOwn] = useState<Partial<Record<PicturePlace, number>>>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map of checks is the same object, its growth is counted by `checked`
  const pictures = useMemo(() => listPictures({ entries, checks }, claims), [entries, checks, checked, claims]);
  const chosen = useMemo(() => choosePictures(pictures), [pictures]);
  const find = (place: PicturePlace): CasePicture | null =>
    pictures.find(({ entry }) => entry.number === own[place]) ?? chosen[place];
  return {
    pictures,
    shown: { document: find("document"), face: find("face") },
    choose: (place: PicturePlace, number: number) => setOwn((current) => ({ ...current, [place]: number })),
  };
}

export type ChosenPictures = ReturnType<typeof useCasePictures>;
