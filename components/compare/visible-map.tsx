"use client";

import { useObjectUrl } from "#components/ui/use-object-url";
import { type Pose, type Size, visibleCorners } from "#lib/compare/pose";
import { orientationTransforms, type Picture, seenSize } from "#lib/formats/picture/upright";

/** A small map: the whole picture, and the part of it that the stage shows. */
export function VisibleMap({ picture, pose, stage }: { picture: Picture; pose: Pose; stage: Size }) {
  const address = useObjectUrl(picture.blob, picture.mime);
  const { width, height } = seenSize(picture);
  const stroke = Math.max(width, height) / 60;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
      className="pointer-events-none absolute right-2 bottom-2 max-h-20 max-w-28 rounded max-[700px]:max-h-12 max-[700px]:max-w-16 border border-line bg-black"
      style={{
        aspectRatio: `${width} / ${height}`,
        width: width >= height ? "7rem" : "auto",
        height: width >= height ? "auto" : "5rem",
      }}
    >
      {address === null ? null : (
        <image
          href={address}
          x={(width - picture.size.width) / 2}
          y={(height - picture.size.height) / 2}
          width={picture.size.width}
          height={picture.size.height}
          style={{
            imageOrientation: "none",
            transformOrigin: `${width / 2}px ${height / 2}px`,
            transform: orientationTransforms[(picture.orientation ?? 1) - 1] ?? "",
          }}
        />
      )}
      <polygon
        points={visibleCorners(pose, stage)
          .map(({ x, y }) => `${x},${y}`)
          .join(" ")}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={stroke}
      />
    </svg>
  );
}
