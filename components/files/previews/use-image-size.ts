import { useEffect, useState } from "react";
import type { FileContent } from "#lib/files/archive-state";
import { readImageSize } from "#lib/formats/media/image-size";
import type { PixelSize } from "#lib/formats/media/model";

/** Some cameras write this much before the image size. Bytes. */
const headBytes = 4 * 1024 * 1024;

/** Pixel size from the picture's header, already known or read from up to `headBytes`. */
export function useImageSize(content: FileContent): PixelSize | null | "reading" {
  const { blob, check } = content;
  const known = check.content?.pixels ?? null;
  const mime = check.content?.mime ?? "";
  const [size, setSize] = useState<PixelSize | null | "reading">("reading");
  useEffect(() => {
    if (known !== null) return;
    let left = false;
    blob
      .slice(0, headBytes)
      .arrayBuffer()
      .then(
        (buffer) => !left && setSize(readImageSize(new Uint8Array(buffer), mime)),
        () => !left && setSize(null),
      );
    return () => {
      left = true;
    };
  }, [blob, mime, known]);
  return known ?? size;
}
