import { hasBytesAt } from "#lib/bytes/find-bytes";
import { checkTiff, withSubDirectories } from "./check-tiff.ts";
import { listPhotoshopThumbnails } from "./examine-jpeg.ts";
import { readExif } from "./exif.ts";
import { readIccName } from "./icc-name.ts";
import { emptyReport, type PicturePart, type PictureReport, rangePart } from "./model.ts";
import { readDirectories, type TiffDirectory, TiffReader } from "./tiff-directories.ts";
import { tiffTags } from "./tiff-page.ts";

/** TIFF, and camera raw files with its structure. The pages apply their own orientation. @param isRaw see `checkTiff` */
export function examineTiff(bytes: Uint8Array<ArrayBuffer>, isRaw = false): PictureReport {
  const tiff = new TiffReader(bytes);
  const { directories } = readDirectories(tiff);
  const report: PictureReport = {
    ...emptyReport,
    defects: checkTiff(tiff, isRaw),
    parts: [],
    pictures: Math.max(1, directories.length),
  };
  report.exif = readExif(bytes).facts;
  for (const directory of withSubDirectories(tiff, directories)) {
    report.parts.push(...listPreviews(tiff, directory));
    for (const [tag, list] of [
      [tiffTags.xmp, (from: number, to: number) => [rangePart("xmp", from, to)]],
      [tiffTags.photoshop, (from: number, to: number) => listPhotoshopThumbnails(bytes, from, to)],
    ] as const) {
      const field = directory.fields.get(tag);
      if (field && field.count > 4 && field.at + field.count <= bytes.length)
        report.parts.push(...list(field.at, field.at + field.count));
    }
    // Panasonic keeps the camera's own JPEG in a field.
    const field = isRaw ? directory.fields.get(tiffTags.rawPreview) : undefined;
    if (field && isJpegAt(tiff, field.at, field.count))
      report.parts.push(rangePart("preview", field.at, field.at + field.count));
    const profile = directory.fields.get(tiffTags.profile);
    if (profile && report.profile === "") report.profile = readIccName(tiff.content(profile));
  }
  return report;
}

/** JPEG previews of camera raw files: by the tags of Exif thumbnails, or as the only strip of a directory. */
function listPreviews(tiff: TiffReader, directory: TiffDirectory): PicturePart[] {
  const one = (tag: number) => tiff.number(directory, tag) ?? 0;
  return [
    [one(tiffTags.jpegOffset), one(tiffTags.jpegBytes)] as const,
    [one(tiffTags.stripOffsets), one(tiffTags.stripBytes)] as const,
  ].flatMap(([from, length]) => {
    const isPage = one(tiffTags.compression) === 7 && (one(tiffTags.subfile) & 1) === 0;
    return isJpegAt(tiff, from, length) && !isPage ? [rangePart("preview", from, from + length)] : [];
  });
}

const isJpegAt = ({ bytes }: TiffReader, from: number, length: number) =>
  length > 4 && from + length <= bytes.length && hasBytesAt(bytes, from, [0xff, 0xd8, 0xff]);
