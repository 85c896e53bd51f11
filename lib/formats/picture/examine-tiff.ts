import { hasBytesAt } from "#lib/bytes/find-bytes";
import { checkTiff } from "./check-tiff.ts";
import { listPhotoshopThumbnails } from "./examine-jpeg.ts";
import { readExif } from "./exif.ts";
import { readIccName } from "./icc-name.ts";
import { emptyReport, type PicturePart, type PictureReport, rangePart } from "./model.ts";
import { readDirectories, type TiffDirectory, TiffReader } from "./tiff-directories.ts";
import { tiffTags } from "./tiff-page.ts";

/** TIFF, and camera raw files with its structure. The pages apply their own orientation. */
export function examineTiff(bytes: Uint8Array<ArrayBuffer>): PictureReport {
  const tiff = new TiffReader(bytes);
  const { directories } = readDirectories(tiff);
  const report: PictureReport = {
    ...emptyReport,
    defects: checkTiff(tiff),
    parts: [],
    pictures: Math.max(1, directories.length),
  };
  report.exif = readExif(bytes).facts;
  const all = directories.flatMap((directory) => [
    directory,
    ...tiff.numbers(directory.fields.get(tiffTags.subDirectories), 10).flatMap((at) => tiff.read(at) ?? []),
  ]);
  for (const directory of all) {
    report.parts.push(...listPreviews(tiff, directory));
    for (const [tag, list] of [
      [tiffTags.xmp, (from: number, to: number) => [rangePart("xmp", from, to)]],
      [tiffTags.photoshop, (from: number, to: number) => listPhotoshopThumbnails(bytes, from, to)],
    ] as const) {
      const field = directory.fields.get(tag);
      if (field && field.count > 4 && field.at + field.count <= bytes.length)
        report.parts.push(...list(field.at, field.at + field.count));
    }
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
    const isJpeg = length > 4 && from + length <= tiff.bytes.length && hasBytesAt(tiff.bytes, from, [0xff, 0xd8, 0xff]);
    const isPage = one(tiffTags.compression) === 7 && (one(tiffTags.subfile) & 1) === 0;
    return isJpeg && !isPage ? [rangePart("preview", from, from + length)] : [];
  });
}
