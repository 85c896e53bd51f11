import { note, type PictureDefect, warning } from "./model.ts";
import { readDirectories, type TiffDirectory, type TiffReader } from "./tiff-directories.ts";
import { plainBytes, readTiffPage, type TiffPage, tiffTags } from "./tiff-page.ts";

/**
 * Checks that all directories, and all strips and tiles they list, are inside the file (TIFF 6.0 §2, §15).
 * @param isRaw cameras pack sensor data in their own ways, so that only places are checked, not lengths
 */
export function checkTiff(tiff: TiffReader, isRaw = false): PictureDefect[] {
  const { directories, isCycle, isBroken, hasMore } = readDirectories(tiff);
  if (directories.length === 0) return [warning("header_missing")];
  const defects: PictureDefect[] = [];
  if (isCycle) defects.push(warning("directory_cycle"));
  if (hasMore) defects.push(warning("check_stopped"));
  // Tables and sizes stand behind the pixels in many files.
  const isCut = directories.some(({ fields }) => [...fields.values()].some((field) => tiff.isOutside(field)));
  const inner = withSubDirectories(tiff, directories).slice(directories.length);
  if (isBroken || isCut || inner.some((directory) => isOutside(tiff, directory))) defects.push(warning("end_missing"));
  for (const [index, directory] of directories.entries()) {
    const page = readTiffPage(tiff, directory);
    // A directory without an image has metadata only.
    if (page === null && !directory.fields.has(tiffTags.width)) continue;
    const missing = page === null ? 1 : countMissing(page, tiff.bytes.length, isRaw);
    if (missing === 0) continue;
    defects.push(warning("page_broken", { page: index + 1, missing, count: page === null ? 1 : page.expected }));
  }
  if (isRaw && defects.length === 0 && !hasLengths(tiff, directories)) defects.push(note("whole_unknown"));
  return defects.slice(0, 20);
}

/** Strips or tiles that are not listed, not in the file, or shorter than their uncompressed pixels. */
export function countMissing(page: TiffPage, length: number, isRaw = false): number {
  if (page.blocks.length === 0 && page.directory.fields.has(tiffTags.jpegOffset)) return 0;
  if (isRaw) return page.blocks.filter(({ to }) => to > length).length;
  const isPlain = page.compression === 1 && page.colours !== 6;
  const bad = page.blocks.filter(
    (block) =>
      block.to > length || block.to <= block.from || (isPlain && block.to - block.from < plainBytes(page, block)),
  );
  return bad.length + page.expected - page.blocks.length;
}

/** The directories, and behind them those that they point to: reduced images, and the photograph of a raw file. */
export function withSubDirectories(tiff: TiffReader, directories: readonly TiffDirectory[]): TiffDirectory[] {
  const inner = directories.flatMap(({ fields }) => tiff.numbers(fields.get(tiffTags.subDirectories), 10));
  return [...directories, ...inner.flatMap((at) => tiff.read(at) ?? [])];
}

/** True if a further directory has values, strips or tiles outside the file. */
function isOutside(tiff: TiffReader, directory: TiffDirectory): boolean {
  if ([...directory.fields.values()].some((field) => tiff.isOutside(field))) return true;
  const page = readTiffPage(tiff, directory);
  return page?.blocks.some(({ to }) => to > tiff.bytes.length) === true;
}

/** Panasonic states where the sensor data begin, but not their length. */
const hasLengths = (tiff: TiffReader, directories: readonly TiffDirectory[]) =>
  !directories.some((directory) => (tiff.number(directory, tiffTags.rawData) ?? 0) > 0);
