import { typeOf } from "./families.ts";
import type { ContentKind, ContentType } from "./model.ts";
import { type ReadBytes, sniff } from "./sniff.ts";
import { locateCfbDirectory } from "./sniff-cfb.ts";

const headBytes = 64 * 1024;
const tailBytes = 64 * 1024;

/** Types of file-type that are a row of our table. */
const families: Record<string, string> = {
  mpg: "MPEG program stream",
  mts: "MPEG transport stream",
  asf: "Windows Media",
  ac3: "AC-3",
  aac: "AAC",
  mp3: "MP3",
  mp2: "MPEG audio",
  mp1: "MPEG audio",
  ico: "Icon",
  cur: "Icon",
  tif: "TIFF",
  cr2: "Camera raw image",
  cr3: "Camera raw image",
  nef: "Camera raw image",
  arw: "Camera raw image",
  dng: "Camera raw image",
  orf: "Camera raw image",
  rw2: "Camera raw image",
  raf: "Camera raw image",
  jxl: "JPEG XL",
  pcap: "Packet capture",
  dmg: "Disk image",
  iso: "Disk image",
  vhdx: "Disk image",
  lzh: "LHA archive",
  arj: "ARJ archive",
  Z: "Unix compress",
  pgp: "PGP data, text",
};
/** Extensions of programs, installers and links, which are dangerous to open. */
const programs = new Set("alias apk asar cab chm class crx deb elf exe jar lnk macho reg rpm swf wasm xpi".split(" "));

/** Asks file-type about bytes that our own table does not recognise. Any other type is returned as it is. */
export async function detectFileType(known: ContentType, bytes: Uint8Array | Blob): Promise<ContentType> {
  if (known.kind !== "binary" || known.label !== "Unknown") return known;
  const { fileTypeFromBuffer } = await import("file-type");
  const head = bytes instanceof Uint8Array ? bytes : new Uint8Array(await bytes.slice(0, headBytes).arrayBuffer());
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (!found) return known;
  const family = families[found.ext];
  if (family) return typeOf(family);
  const kind = programs.has(found.ext) ? "executable" : kindOf(found.mime);
  return { kind, label: found.ext.toUpperCase(), mime: found.mime, extension: found.ext };
}

function kindOf(mime: string): ContentKind {
  if (mime.startsWith("video/")) return "video";
  if (mime.startsWith("audio/")) return "audio";
  return "binary";
}

/** Detects the type of a Blob with both detectors, from its start, its end and its directory. */
export async function detectBlobType(blob: Blob): Promise<ContentType> {
  const load = async (from: number, to: number) => ({
    from,
    bytes: new Uint8Array(await blob.slice(from, to).arrayBuffer()),
  });
  const head = await load(0, headBytes);
  const tail = await load(Math.max(0, blob.size - tailBytes), blob.size);
  const directory = locateCfbDirectory(head.bytes);
  const parts = [head, tail, ...(directory ? [await load(directory.from, directory.to)] : [])];
  const read: ReadBytes = (from, to) => {
    const part = parts.findLast((one) => one.from <= from && from < one.from + one.bytes.length);
    return part ? part.bytes.subarray(from - part.from, to - part.from) : new Uint8Array();
  };
  return detectFileType(sniff(head.bytes, blob.size, read), head.bytes);
}
