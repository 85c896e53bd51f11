/** Width and height in pixels, as the file's own header says, before anything is decoded. */
export type PixelSize = { width: number; height: number };

/** What the bytes are, by their own beginning. `detail` is a plain fact such as `640 × 400`. */
export type ContentType = {
  kind: ContentKind;
  /** Short name for people: `PNG`, `PDF`, `Text, UTF-8`. */
  label: string;
  mime: string;
  extension: string;
  detail?: string;
  /** Of pictures whose header says it within the first 64 KiB. */
  pixels?: PixelSize;
};

export type ContentKind =
  | "image"
  | "jpeg2000"
  | "portrait"
  | "pdf"
  | "video"
  | "audio"
  | "json"
  | "text"
  | "markup"
  | "certificate"
  | "cms"
  | "archive"
  | "executable"
  | "binary"
  | "empty";
