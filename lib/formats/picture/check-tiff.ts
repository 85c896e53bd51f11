import { type PictureDefect, warning } from "./model.ts";
import { readDirectories, type TiffReader } from "./tiff-directories.ts";
import { plainBytes, readTiffPage, type TiffPage, tiffTags } from "./tiff-page.ts";

/** Checks that all directories, and all strips and tiles they list, are inside the file (TIFF 6.0 §2, §15). */
export function checkTiff(tiff: TiffReader): PictureDefect[] {
  const { directories, isCycle, isBroken } = readDirectories(tiff);
  if (directories.length === 0) return [warning("header_missing")];
  const defects: PictureDefect[] = [];
  if (isCycle) defects.push(warning("directory_cycle"));
  // Tables and sizes stand behind the pixels in many files.
  const isCut = directories.some(({ fields }) => [...fields.values()].some((field) => tiff.isOutside(field)));
  if (isBroken || isCut) defects.push(warning("end_missing"));
  for (const [index, directory] of directories.entries()) {
    const page = readTiffPage(tiff, directory);
    // A directory without an image has metadata only.
    if (page === null && !directory.fields.has(tiffTags.width)) continue;
    const missing = page === null ? 1 : countMissing(page, tiff.bytes.length);
    if (missing === 0) continue;
    defects.push(warning("page_broken", { page: index + 1, missing, count: page === null ? 1 : page.expected }));
  }
  return defects.slice(0, 20);
}

/** Strips or tiles that are not listed, not in the file, or shorter than their uncompressed pixels. */
export function countMissing(page: TiffPage, length: number): number {
  if (page.blocks.length === 0 && page.directory.fields.has(tiffTags.jpegOffset)) return 0;
  const isPlain = page.compression === 1 && page.colours !== 6;
  const bad = page.blocks.filter(
    (block) =>
      block.to > length || block.to <= block.from || (isPlain && block.to - block.from < plainBytes(page, block)),
  );
  return bad.length + page.expected - page.blocks.length;
}
