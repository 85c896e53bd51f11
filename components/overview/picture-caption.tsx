"use client";

import { useLocale, useTranslations } from "next-intl";
import { useContentLabel } from "#components/files/content-label";
import { useDigestMatch } from "#components/files/digest-match";
import { Badge } from "#components/ui/badge";
import { Verbatim } from "#components/ui/verbatim";
import { formatVisible } from "#lib/i18n/escape-invisible";
import { formatSize } from "#lib/i18n/format-size";
import type { CasePicture } from "#lib/overview/case-pictures";

type PictureCaptionProps = {
  picture: CasePicture;
  pictures: readonly CasePicture[];
  /** The path does not say what the picture shows, so the person chooses. */
  isUncertain: boolean;
  onChoose: (number: number) => void;
};

/** Path, type, pixels, size and digest of a picture. */
export function PictureCaption({ picture, pictures, isUncertain, onChoose }: PictureCaptionProps) {
  const t = useTranslations("overview.pictures");
  const locale = useLocale();
  const labelOf = useContentLabel();
  const { entry, check, role } = picture;
  const isChoice = isUncertain && pictures.length > 1;
  return (
    <div className="space-y-0.5 text-[0.8125rem]">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <span className="font-medium break-all">
          <Verbatim text={entry.name} cap={80} />
        </span>
        <PictureDigest picture={picture} />
      </p>
      <p className="text-xs text-soft">
        {t(`roles.${role?.role ?? "unknown"}`)} · {labelOf(check.content)} · {formatSize(check.readBytes, locale)}
      </p>
      {isChoice ? (
        <label className="flex flex-wrap items-center gap-x-2 text-xs text-soft print:hidden">
          {role === null ? t("uncertain") : null}
          <select
            aria-label={t("choose")}
            value={entry.number}
            onChange={(event) => onChoose(Number(event.target.value))}
            className="min-h-7 max-w-full min-w-0 rounded-md border border-edge bg-sheet px-1.5 text-ink"
          >
            {pictures.map((one) => (
              <option key={one.entry.number} value={one.entry.number}>
                {one.entry.number} · {formatVisible(one.entry.name.slice(-60), 60)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </div>
  );
}

/** What was found of a file's digest; a damaged file has none. */
export function PictureDigest({ picture: { entry, check } }: { picture: CasePicture }) {
  const t = useTranslations("overview.pictures");
  const findMatch = useDigestMatch();
  if (check.state !== "whole" || check.sha256 === null) return <Badge tone="contradicted">{t("damaged")}</Badge>;
  const match = findMatch({ number: entry.number, name: entry.name, sha256: check.sha256 });
  return match && <Badge tone={match.tone}>{match.label}</Badge>;
}
