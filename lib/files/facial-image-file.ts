import { sniff } from "#lib/formats/media/sniff";
import { unwrapFile } from "#lib/formats/media/unwrap-file";
import { locateDisplayedImage } from "#lib/formats/mrtd/displayed-image";
import { locateFacialImage } from "#lib/formats/mrtd/facial-image";
import type { FileContent } from "./archive-state.ts";

const headBytes = 64 * 1024;

/** Extracts the facial image with its detected type and the digest of the data group. @throws if missing */
export async function readFacialImage(file: FileContent): Promise<FileContent> {
  const bytes = unwrapFile(new Uint8Array(await file.blob.arrayBuffer()));
  const offset = locateFacialImage(bytes) ?? locateDisplayedImage(bytes);
  if (offset === null) throw new Error("No facial image");
  const blob = new Blob([bytes.subarray(offset.from, offset.to)]);
  const content = sniff(new Uint8Array(await blob.slice(0, headBytes).arrayBuffer()), blob.size);
  if (content.kind !== "image" && content.kind !== "jpeg2000") throw new Error("The facial image has an unknown type");
  return { blob, check: { ...file.check, content } };
}
