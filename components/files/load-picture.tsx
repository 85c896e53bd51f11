import type { FileContent } from "#lib/files/archive-state";
import { readFacialImage } from "#lib/files/facial-image-file";
import { readImageSize } from "#lib/formats/media/image-size";
import type { PixelSize } from "#lib/formats/media/model";
import { planDrawing } from "#lib/formats/picture/large-picture";
import { readPictureExif } from "#lib/formats/picture/read-picture-exif";
import { type Picture, turnedByDecoder } from "#lib/formats/picture/upright";

/** Some cameras write this much before the image size. Bytes. */
const headBytes = 4 * 1024 * 1024;

/** A picture that is not drawn: its size is unknown or too large, or this browser cannot decode it. */
export class PictureError extends Error {}

/** Size after the rotation that the decoder applies. @throws DOMException if this browser cannot decode it */
async function decodedSize(blob: Blob): Promise<PixelSize> {
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}

/**
 * Prepares a picture of any format for an `<img>`: passport chips, JPEG 2000 and TIFF are decoded first.
 * @throws PictureError, or an Error of a decoder
 */
export async function loadPicture(content: FileContent, signal: AbortSignal): Promise<Picture> {
  const type = content.check.content;
  if (type === null) throw new PictureError("No picture");
  const { kind, mime } = type;
  if (kind === "portrait") return loadPicture(await readFacialImage(content), signal);
  const { blob } = content;
  if (mime === "image/tiff") {
    const { drawTiffPageInWorker } = await import("#lib/formats/picture/worker-client");
    const { bmp, width, height, orientation } = await drawTiffPageInWorker(blob, 0, signal);
    return { blob: new Blob([bmp]), mime: "image/bmp", size: { width, height }, orientation };
  }
  if (mime === "image/x-raw") throw new PictureError("No picture of a browser");
  const head = async () => readImageSize(new Uint8Array(await blob.slice(0, headBytes).arrayBuffer()), mime);
  const size = type.pixels ?? (await head());
  if (size === null) throw new PictureError("Unknown size");
  const { isReduced, canBeWhole } = planDrawing(mime, size);
  if (isReduced) {
    const { drawReducedInWorker } = await import("#lib/formats/picture/worker-client");
    const { bmp, width, height } = await drawReducedInWorker(blob, mime, signal);
    return {
      blob: new Blob([bmp]),
      mime: "image/bmp",
      size: { width, height },
      ...(await readPictureExif(blob, mime)),
    };
  }
  if (!canBeWhole) throw new PictureError("Too large");
  if (kind === "jpeg2000") {
    const { drawJpeg2000 } = await import("./previews/draw-jpeg2000.ts");
    return { blob: await drawJpeg2000(blob, size), mime: "image/png", size };
  }
  if (turnedByDecoder.test(mime)) return { blob, mime, size: await decodedSize(blob) };
  return { blob, mime, size, ...(await readPictureExif(blob, mime)) };
}
