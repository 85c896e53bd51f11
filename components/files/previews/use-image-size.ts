import { useEffect, useState } from "react";
import type { FileContent } from "#lib/files/archive-state";
import { readImageSize } from "#lib/formats/media/image-size";
import type { PixelSize } from "#lib/formats/media/model";

/** Some cameras put that much before the size. */
const headBytes = 4 * 1024 * 1024;

/** The pixels of a picture as its header says them: known from reading the file, or else looked for in more of it. */
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
