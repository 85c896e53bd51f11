import type { ContentKind, ContentType } from "./model.ts";

const headBytes = 64 * 1024;
/** Extensions of programs, installers and links, which are dangerous to open. */
const programs = new Set(
  "alias apk asar cab chm class crx deb dmg elf eps exe iso jar lnk macho ps reg rpm swf wasm xpi".split(" "),
);

/** Uses file-type only for types that our own table does not recognise. */
export async function detectFileType(known: ContentType, blob: Blob): Promise<ContentType> {
  if (known.kind !== "binary" || known.label !== "Unknown") return known;
  const { fileTypeFromBuffer } = await import("file-type");
  const head = new Uint8Array(await blob.slice(0, headBytes).arrayBuffer());
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (!found) return known;
  const kind = programs.has(found.ext) ? "executable" : kindOf(found.mime);
  return { kind, label: found.ext.toUpperCase(), mime: found.mime, extension: found.ext };
}

function kindOf(mime: string): ContentKind {
  if (mime.startsWith("video/")) return "video";
  if (mime.startsWith("audio/")) return "audio";
  return "binary";
}
