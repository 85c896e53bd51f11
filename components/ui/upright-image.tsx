"use client";

import { useState } from "react";
import { useObjectUrl } from "./use-object-url.tsx";

type UprightImageProps = {
  blob: Blob;
  mime: string;
  alt: string;
  /** CSS transform after centring, with the turn of the Exif orientation. */
  transform: string;
  /** CSS lengths, or numbers of pixels, before the transform. */
  width: number | string;
  height: number | string;
  className?: string;
  onFailed: () => void;
  /** Called with the size that the decoder found. */
  onDrawn?: (size: { width: number; height: number }) => void;
};

/**
 * An image of bytes in this page, centred in a positioned frame. The caller applies the Exif orientation, because browsers
 * apply it in some formats only.
 */
export function UprightImage(props: UprightImageProps) {
  const { blob, mime, alt, transform, width, height, className = "", onFailed, onDrawn } = props;
  const address = useObjectUrl(blob, mime);
  const [drawn, setDrawn] = useState<string | null>(null);
  if (!address) return null;
  return (
    // biome-ignore lint/performance/noImgElement: the bytes are a Blob in this page; no image server may see them
    <img
      src={address}
      alt={alt}
      draggable={false}
      decoding="async"
      onError={onFailed}
      onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
        setDrawn(address);
        onDrawn?.({ width: naturalWidth, height: naturalHeight });
      }}
      data-drawn={drawn === address}
      className={`absolute top-1/2 left-1/2 max-w-none select-none ${className}`}
      style={{ width, height, imageOrientation: "none", transform: `translate(-50%, -50%) ${transform}` }}
    />
  );
}
