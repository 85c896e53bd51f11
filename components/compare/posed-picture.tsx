"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { UprightImage } from "#components/ui/upright-image";
import type { Pose } from "#lib/compare/pose";
import { orientationTransforms, type Picture, seenSize } from "#lib/formats/picture/upright";
import type { Loaded } from "#lib/runtime/use-loaded";

/** A picture on its way, and the format that is named if the browser cannot show it. */
export type LoadedPicture = { state: Loaded<Picture>; alt: string; type: string };

type PosedPictureProps = { loaded: LoadedPicture; pose: Pose | null; opacity: number; isHidden: boolean };

/** A picture where its pose says; a grey frame of its shape until it is here. */
export function PosedPicture({ loaded: { state, alt, type }, pose, opacity, isHidden }: PosedPictureProps) {
  const t = useTranslations("compare");
  const [undrawn, setUndrawn] = useState<Picture | null>(null);
  if (state.phase === "failed" || (state.phase === "ready" && undrawn === state.value))
    return (
      <p role="alert" className="absolute inset-0 flex items-center justify-center p-4 text-center text-soft">
        {t("undrawn", { type })}
      </p>
    );
  if (state.phase === "loading" || pose === null)
    return <div className="absolute inset-[10%] animate-pulse rounded bg-silent-soft" />;
  return (
    <DrawnPicture
      picture={state.value}
      alt={isHidden ? t("masked") : alt}
      pose={pose}
      opacity={opacity}
      isHidden={isHidden}
      onFailed={() => setUndrawn(state.value)}
    />
  );
}

type DrawnPictureProps = Omit<PosedPictureProps, "loaded" | "pose"> & {
  picture: Picture;
  pose: Pose;
  alt: string;
  onFailed: () => void;
};

function DrawnPicture({ picture, pose, alt, opacity, isHidden, onFailed }: DrawnPictureProps) {
  const { blob, mime, size, orientation = 1 } = picture;
  const seen = seenSize(picture);
  return (
    <div
      className="absolute top-1/2 left-1/2 origin-top-left"
      style={{
        width: seen.width,
        height: seen.height,
        opacity,
        transform: `rotate(${pose.angle}deg) scale(${pose.scale}) translate(${-pose.x}px, ${-pose.y}px)`,
      }}
    >
      <UprightImage
        blob={blob}
        mime={mime}
        alt={alt}
        transform={orientationTransforms[orientation - 1] ?? ""}
        width={size.width}
        height={size.height}
        className={isHidden ? "blur-2xl" : ""}
        onFailed={onFailed}
      />
    </div>
  );
}
