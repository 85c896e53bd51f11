import type { ContentType } from "./model.ts";

const otherCms = ["p7m", "der", "bin"];

/** Extensions that fit a content label; a different known extension is a mismatch. */
const families: Record<string, readonly string[]> = {
  PNG: ["png", "apng"],
  JPEG: ["jpg", "jpeg", "jpe", "jfif"],
  GIF: ["gif"],
  WebP: ["webp"],
  AVIF: ["avif"],
  BMP: ["bmp", "dib"],
  HEIC: ["heic", "heif", "hif", "heics", "heifs"],
  HEIF: ["heif", "heic", "hif", "heifs", "avci"],
  TIFF: ["tif", "tiff"],
  "JPEG XL": ["jxl"],
  Icon: ["ico", "cur"],
  "Camera raw": [
    "dng",
    "cr2",
    "cr3",
    "nef",
    "nrw",
    "arw",
    "sr2",
    "srf",
    "orf",
    "rw2",
    "raf",
    "pef",
    "srw",
    "raw",
    "tif",
  ],
  "JPEG 2000": ["jp2", "jpx", "j2k", "jpf"],
  "JPEG 2000 codestream": ["j2k", "j2c", "jpc", "jp2"],
  PDF: ["pdf"],
  MP4: ["mp4", "m4v", "m4a", "mov", "3gp"],
  "QuickTime video": ["mov", "qt"],
  WebM: ["webm", "weba"],
  Matroska: ["mkv", "mka"],
  MP3: ["mp3"],
  WAV: ["wav"],
  Ogg: ["ogg", "oga", "ogv", "opus"],
  FLAC: ["flac"],
  "MPEG-4 audio": ["m4a", "mp4"],
  ZIP: ["zip", "jar", "docx", "xlsx", "pptx", "odt", "ods", "apk", "epub", "asice", "asics", "sce"],
  "ZIP, empty": ["zip"],
  HTML: ["html", "htm", "xhtml"],
  SVG: ["svg", "xml"],
  XML: ["xml", "xsd", "xsl", "xslt", "svg", "xhtml", "html", "htm", "plist", "rdf", "kml"],
  JSON: ["json", "jsonl", "geojson", "ndjson", "map"],
  "E-mail": ["eml", "txt", "mht"],
  "X.509 certificate": ["cer", "crt", "der"],
  "X.509 certificate, PEM": ["pem", "crt", "cer", "txt"],
  "CMS signed data": ["p7s", "p7m", "p7b", "p7c", "der", "bin", "sod", "tst", "tsr"],
  "OpenSSL trusted certificate, PEM": ["pem", "crt", "cer", "txt"],
  "CMS enveloped data": otherCms,
  "CMS digested data": otherCms,
  "CMS encrypted data": otherCms,
  "CMS authenticated data": otherCms,
  "CMS authenticated-enveloped data": otherCms,
  "CMS, PEM": ["pem", "p7s", "p7m", "p7b", "p7c", "txt"],
  "Chip security object (CMS)": ["bin", "sod", "der", "dat"],
  "Windows program": ["exe", "dll", "scr", "sys", "com"],
};

const known = new Set(
  Object.values(families)
    .flat()
    .filter((extension) => !["bin", "dat", "txt"].includes(extension)),
);
/** Plain-text extensions, which fit any text content. */
const textual = new Set(["txt", "log", "csv", "tsv", "md", "text", "asc", "ini", "conf", "yml", "yaml"]);
const textKinds = new Set(["text", "json", "markup", "empty"]);

/** Returns the lower-case extension without the dot, or "". */
export function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/u.exec(name)?.[1]?.toLowerCase() ?? "";
}

export function nameAgrees(name: string, content: ContentType): boolean {
  const extension = extensionOf(name);
  if (families[content.label]?.includes(extension)) return true;
  return textual.has(extension) && textKinds.has(content.kind) && content.kind !== "empty";
}

/** True if a known extension contradicts the detected type. A name without a known extension never does. */
export function hasExtensionMismatch(name: string, content: ContentType): boolean {
  const extension = extensionOf(name);
  if (content.kind === "empty" || extension === "") return false;
  if (textual.has(extension))
    return !textKinds.has(content.kind) && content.kind !== "certificate" && content.kind !== "cms";
  if (families[content.label]?.includes(extension)) return false;
  if (content.kind === "executable") return true;
  return known.has(extension);
}
