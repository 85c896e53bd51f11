"use client";

import type { PreviewProps } from "../preview-props.ts";
import { ExifFacts } from "./exif-facts.tsx";
import { PictureInside } from "./picture-inside.tsx";

/** What stands below a picture: files inside it, and its metadata. */
export function PictureFacts(props: PreviewProps) {
  return (
    <>
      <PictureInside preview={props} />
      <ExifFacts content={props.content} />
    </>
  );
}
