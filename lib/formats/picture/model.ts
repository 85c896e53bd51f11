import type { Defect } from "../media/model.ts";
import type { ExifFact, Orientation } from "./exif.ts";

/** What the structure of a picture lacks or contradicts; one message each in `files.image.defect`. */
export type PictureDefectCode =
  | "check_stopped"
  | "checksum_wrong"
  | "coding_unsupported"
  | "component_missing"
  | "data_broken"
  | "data_end_wrong"
  | "data_left_over"
  | "data_short"
  | "directory_cycle"
  | "end_missing"
  | "end_mark_missing"
  | "filter_wrong"
  | "frame_broken"
  | "frames_missing"
  | "header_broken"
  | "header_missing"
  | "item_missing"
  | "order_wrong"
  | "page_broken"
  | "part_outside_file"
  | "restarts_wrong"
  | "scans_missing"
  | "second_header"
  | "sizes_differ"
  | "tables_missing"
  | "tiles_missing"
  | "whole_unknown";

export type PictureDefect = Defect<PictureDefectCode>;

export type PartOrigin =
  | "afterEnd"
  | "exifThumbnail"
  | "gainMap"
  | "jfifThumbnail"
  | "motionPhoto"
  | "photoshopThumbnail"
  | "preview"
  | "secondPicture"
  | "thumbnail"
  | "xmp"
  | "xmpExtended";

/** A file inside a picture: consecutive byte ranges `[from, to)` of the picture, or bytes that were compressed in it. */
export type PicturePart = {
  origin: PartOrigin;
  name: string;
  sizeBytes: number;
  ranges: readonly (readonly [from: number, to: number])[];
  bytes?: Uint8Array<ArrayBuffer>;
};

/** What the structure of a picture says, without its pixels. */
export type PictureReport = {
  defects: PictureDefect[];
  exif: ExifFact[];
  /** Exif orientation; 1 for HEIF and JPEG XL, whose decoders apply the container's own. */
  orientation: Orientation;
  /** Description in the ICC profile; empty without a profile. */
  profile: string;
  parts: PicturePart[];
  /** Number of pictures in the file: frames, pages or items that can be shown. */
  pictures: number;
  /** Of HEIF and AVIF: pictures of a sequence, and coded thumbnails. */
  frames: number;
  thumbnails: number;
};

/** A picture drawn smaller than it is stored, as a BMP. `reduction`: stored pixels per drawn pixel, in each direction. */
export type ReducedPicture = { bmp: Uint8Array<ArrayBuffer>; width: number; height: number; reduction: number };

export const note = (code: PictureDefectCode, values?: PictureDefect["values"]): PictureDefect =>
  values ? { code, severity: "note", values } : { code, severity: "note" };

export const warning = (code: PictureDefectCode, values?: PictureDefect["values"]): PictureDefect =>
  values ? { code, severity: "warning", values } : { code, severity: "warning" };

export const emptyReport: PictureReport = {
  defects: [],
  exif: [],
  orientation: 1,
  profile: "",
  parts: [],
  pictures: 1,
  frames: 0,
  thumbnails: 0,
};

/** A part that is one range of the picture. */
export const rangePart = (origin: PartOrigin, from: number, to: number, name = ""): PicturePart => ({
  origin,
  name,
  sizeBytes: to - from,
  ranges: [[from, to]],
});

/** A part whose bytes are not in the picture as they are. */
export const bytesPart = (origin: PartOrigin, bytes: Uint8Array<ArrayBuffer>, name = ""): PicturePart => ({
  origin,
  name,
  sizeBytes: bytes.length,
  ranges: [],
  bytes,
});
