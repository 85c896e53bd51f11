/** Size in pixels from the file header, before decoding. */
export type PixelSize = { width: number; height: number };

/** File type detected from the first bytes. `detail` is a plain fact such as `640 × 400`. */
export type ContentType = {
  kind: ContentKind;
  /** Display name: `PNG`, `PDF`, `Text, UTF-8`. */
  label: string;
  mime: string;
  extension: string;
  detail?: string;
  /** Of a program: the kind whose preview shows it; bytes without it. */
  shownAs?: ContentKind;
  /** Set for images whose header declares it within the first 64 KiB. */
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

/**
 * Something that a file lacks, that its structure contradicts, or that its preview does not show. Each format room lists
 * its codes; a code has one message. `error` only if two readers would show different things.
 */
export type Defect<Code extends string = string> = {
  code: Code;
  severity: "note" | "warning" | "error";
  /** Values for the message: numbers, and short names that a specification defines, such as a codec's. */
  values?: Record<string, string | number>;
};
