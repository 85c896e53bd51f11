"use client";

import { useState } from "react";
import { useObjectUrl } from "#components/ui/use-object-url";
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
  const address = useObjectUrl(blob, mime);
  const [isDrawn, setDrawn] = useState(false);
  const isSideways = orientation >= 5;
  return (
    <span className="absolute inset-0 overflow-hidden [container-type:size]">
      {address ? (
        // biome-ignore lint/performance/noImgElement: the bytes are a Blob in this page; no image server may see them
        <img
          src={address}
          alt={alt}
          draggable={false}
          decoding="async"
          onError={onFailed}
          onLoad={() => setDrawn(true)}
          data-drawn={isDrawn}
          className={`absolute top-1/2 left-1/2 max-w-none object-contain select-none ${isBlurred ? "blur-2xl" : ""}`}
          style={{
            width: isSideways ? "100cqh" : "100cqw",
            height: isSideways ? "100cqw" : "100cqh",
            // Exif orientation is applied here, because browsers apply it in some formats only.
            imageOrientation: "none",
            transform: `translate(-50%, -50%) ${orientationTransforms[orientation - 1] ?? ""}`,
          }}
        />
      ) : null}
    </span>
  );
}
