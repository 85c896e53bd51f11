"use client";

import { UprightImage } from "#components/ui/upright-image";
import { orientationTransforms, type Picture } from "#lib/formats/picture/upright";

type ContainedPictureProps = {
  picture: Picture;
  alt: string;
  isBlurred?: boolean;
  onFailed: () => void;
};

/** A whole picture in a frame of any shape, upright as its Exif data says. The frame decides the size. */
export function ContainedPicture({ picture, alt, isBlurred = false, onFailed }: ContainedPictureProps) {
  const { blob, mime, orientation = 1 } = picture;
  const isSideways = orientation >= 5;
  return (
    <span className="absolute inset-0 overflow-hidden [container-type:size]">
      <UprightImage
        blob={blob}
        mime={mime}
        alt={alt}
        transform={orientationTransforms[orientation - 1] ?? ""}
        width={isSideways ? "100cqh" : "100cqw"}
        height={isSideways ? "100cqw" : "100cqh"}
        className={`object-contain ${isBlurred ? "blur-2xl" : ""}`}
        onFailed={onFailed}
      />
    </span>
  );
}
