"use client";

import { Eye, ImageOff, Maximize2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ContainedPicture } from "#components/files/contained-picture";
import { usePicture } from "#components/files/use-picture";
import { Button } from "#components/ui/button";
import type { Archive } from "#lib/files/archive-session";
import { formatVisible } from "#lib/i18n/escape-invisible";
import { type CasePicture, findFileDifference, isSignedForCase } from "#lib/overview/case-pictures";
import { useOverview } from "./overview-context.tsx";

type PictureFrameProps = {
  archive: Archive;
  picture: CasePicture | null;
  place: "document" | "face";
  onEnlarge: (() => void) | null;
};

/** One picture in its place; a file that differs from what was signed keeps being shown, framed in red. */
export function PictureFrame({ archive, picture, place, onEnlarge }: PictureFrameProps) {
  const t = useTranslations("overview.pictures");
  if (picture === null)
    return (
      <FrameText>
        <ImageOff aria-hidden className="size-6" />
        {t(place === "document" ? "none" : "noSecond")}
      </FrameText>
    );
  return <DrawnFrame key={picture.entry.number} archive={archive} picture={picture} onEnlarge={onEnlarge} />;
}

/** Name of a picture for people: its role if its path states one, and the path. */
export function usePictureName(): (picture: CasePicture) => string {
  const t = useTranslations("overview.pictures");
  return ({ role, entry }) => `${t(`roles.${role?.role ?? "unknown"}`)}: ${formatVisible(entry.name, 80)}`;
}

type DrawnFrameProps = { archive: Archive; picture: CasePicture; onEnlarge: (() => void) | null };

function DrawnFrame({ archive, picture, onEnlarge }: DrawnFrameProps) {
  const t = useTranslations("overview.pictures");
  const nameOf = usePictureName();
  const { claims, artefacts, isHidden, reveal } = useOverview();
  const drawn = usePicture(archive, picture.entry);
  const [isUndrawn, setUndrawn] = useState(false);
  const { verdict } = artefacts;
  const isTokenGood = isSignedForCase(verdict);
  const difference = findFileDifference(claims, picture.entry.number, isTokenGood);
  const isFailed = drawn.phase === "failed" || isUndrawn;
  return (
    <div
      data-difference={difference ?? undefined}
      className={`absolute inset-0 overflow-hidden rounded-lg bg-raised ${
        difference === null ? "ring-1 ring-line" : "ring-3 ring-contradicted ring-offset-2 ring-offset-sheet"
      }`}
    >
      {isFailed ? (
        <FrameText>
          <ImageOff aria-hidden className="size-6" />
          {t("undrawn")}
        </FrameText>
      ) : drawn.phase === "loading" ? (
        <div className="absolute inset-0 animate-pulse bg-silent-soft" />
      ) : (
        <ContainedPicture
          picture={drawn.value}
          alt={isHidden ? t("masked") : nameOf(picture)}
          isBlurred={isHidden}
          onFailed={() => setUndrawn(true)}
        />
      )}
      {difference === null ? null : (
        <p className="absolute inset-x-0 top-0 flex items-center gap-1.5 bg-contradicted px-2 py-1 text-xs font-semibold text-sheet forced-colors:border-b">
          <X aria-hidden className="size-3.5 shrink-0" />
          <span className="max-[700px]:sr-only">{t(difference === "signed" ? "notSigned" : "notStated")}</span>
          <span aria-hidden className="min-[701px]:hidden">
            {t(difference === "signed" ? "notSignedShort" : "notStatedShort")}
          </span>
        </p>
      )}
      {onEnlarge && !isHidden && !isFailed ? (
        <button
          type="button"
          onClick={onEnlarge}
          title={t("enlargeWhat", { picture: nameOf(picture) })}
          className="absolute right-2 bottom-2 flex size-8 items-center justify-center rounded-md bg-black/75 text-white hover:bg-black forced-colors:border max-[700px]:hidden print:hidden"
        >
          <Maximize2 aria-hidden className="size-4" />
          <span className="sr-only">{t("enlargeWhat", { picture: nameOf(picture) })}</span>
        </button>
      ) : null}
      {isHidden && !isFailed ? (
        <div className="absolute inset-0 flex items-center justify-center p-2">
          <Button icon={Eye} onClick={reveal}>
            {t("show")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function FrameText({ children }: { children: ReactNode }) {
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-2 rounded-lg border border-dashed border-edge p-3 text-center text-[0.8125rem] text-soft">
      {children}
    </div>
  );
}
