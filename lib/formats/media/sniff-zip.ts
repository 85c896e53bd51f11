import { findBytes, hasBytesAt } from "#lib/bytes/find-bytes";
import { typeOf } from "./families.ts";
import type { ContentType } from "./model.ts";

const localHeader = [0x50, 0x4b, 0x03, 0x04];
const directoryHeader = [0x50, 0x4b, 0x01, 0x02];
const endRecord = [0x50, 0x4b, 0x05, 0x06];
const maxNames = 4096;

/** Formats that are ZIP archives, by the `mimetype` entry that comes first (EPUB OCF §4.3, ODF 1.3 part 2 §3.3, EN 319 162-1 §A.1). */
const mimetypes: readonly [start: string, label: string][] = [
  ["application/epub+zip", "EPUB"],
  ["application/vnd.oasis.opendocument.text", "OpenDocument text"],
  ["application/vnd.oasis.opendocument.spreadsheet", "OpenDocument spreadsheet"],
  ["application/vnd.oasis.opendocument.presentation", "OpenDocument presentation"],
  ["application/vnd.oasis.opendocument.graphics", "OpenDocument drawing"],
  ["application/vnd.oasis.opendocument.", "OpenDocument file"],
  ["application/vnd.etsi.asic-e+zip", "ASiC-E container"],
  ["application/vnd.etsi.asic-s+zip", "ASiC-S container"],
];

/** Programs first: a name that runs code decides, whatever a `mimetype` entry says. */
const byNames: readonly [label: string, test: (names: Names) => boolean][] = [
  ["Android app", (names) => names.has("AndroidManifest.xml") || names.has("classes.dex") || names.has("base.apk")],
  ["iOS app", (names) => names.some(/^Payload\/[^/]+\.app\//u)],
  ["Windows app package", (names) => names.has("AppxManifest.xml") || names.has("AppxMetadata/AppxBundleManifest.xml")],
  [
    "Browser extension",
    (names) =>
      names.some(/^META-INF\/(?:mozilla|cose)\./u) || (names.has("manifest.json") && names.has("background.js")),
  ],
  ["Word document with macros", (names) => names.has("word/vbaProject.bin")],
  ["Excel workbook with macros", (names) => names.has("xl/vbaProject.bin") || names.some(/^xl\/macrosheets\//u)],
  ["PowerPoint presentation with macros", (names) => names.has("ppt/vbaProject.bin")],
  ["Java archive", (names) => names.some(/\.class$/u)],
];

const documents: readonly [label: string, test: (names: Names) => boolean][] = [
  ["Word document", (names) => names.has("word/document.xml") || names.some(/^word\/.+\.xml$/u)],
  ["Excel workbook", (names) => names.has("xl/workbook.xml") || names.has("xl/workbook.bin")],
  ["PowerPoint presentation", (names) => names.has("ppt/presentation.xml")],
  ["Visio drawing", (names) => names.has("visio/document.xml")],
  ["XPS document", (names) => names.has("FixedDocSeq.fdseq") || names.some(/^FixedDocumentSequence\.fdseq/u)],
  ["EPUB", (names) => names.has("META-INF/container.xml")],
  ["ASiC-E container", (names) => names.some(/^META-INF\/(?:ASiCManifest|signatures)\w+\.xml$/iu)],
  [
    "ASiC-S container",
    (names) => names.some(/^META-INF\/(?:signatures?\.(?:xml|p7s)|timestamp\.tst)$/iu) && !names.has("content.xml"),
  ],
  ["Keynote presentation", (names) => names.some(/^Index\/Slide/u) || names.has("index.apxl")],
  ["Numbers spreadsheet", (names) => names.has("Index/CalculationEngine.iwa") && names.some(/^Index\/Tables\//u)],
  ["Pages document", (names) => names.has("Index/Document.iwa") || names.has("index.xml")],
  ["OpenDocument file", (names) => names.has("content.xml") && names.has("META-INF/manifest.xml")],
  ["KMZ map", (names) => names.has("doc.kml") || names.some(/^[^/]+\.kml$/u)],
];

/** Names the format of a ZIP archive by its `mimetype` entry and by its names, which it finds at both ends of the file. */
export function refineZip(type: ContentType, head: Uint8Array, tail: Uint8Array): ContentType {
  if (type.label !== "ZIP") return type;
  const names = new Names([...readNames(head, localHeader, 26, 30), ...readNames(tail, directoryHeader, 28, 46)]);
  const program = byNames.find(([, test]) => test(names));
  if (program) return typeOf(program[0]);
  const mimetype = readMimetype(head);
  const declared = mimetypes.find(([start]) => mimetype.startsWith(start));
  if (declared && !contradicts(declared[1], names)) return typeOf(declared[1]);
  const document = documents.find(([, test]) => test(names));
  return document ? typeOf(document[0]) : type;
}

/** An archive behind other bytes, such as a program that unpacks itself: its end record stands at the end of the file. */
export function findZipAtEnd(tail: Uint8Array): ContentType | null {
  for (const at of findBytes(tail, endRecord)) {
    const comment = (tail[at + 20] ?? 0) + 256 * (tail[at + 21] ?? 0);
    const disk = (tail[at + 4] ?? 1) + (tail[at + 5] ?? 1) + (tail[at + 6] ?? 1) + (tail[at + 7] ?? 1);
    if (disk === 0 && at + 22 + comment === tail.length) return typeOf("ZIP behind other bytes");
  }
  return null;
}

/** A `mimetype` entry of OpenDocument without its content names another archive. */
function contradicts(label: string, names: Names): boolean {
  if (names.isCut) return false;
  if (label === "EPUB") return !names.has("META-INF/container.xml");
  return label.startsWith("OpenDocument") && !names.has("META-INF/manifest.xml") && !names.has("content.xml");
}

class Names {
  private readonly names: ReadonlySet<string>;
  /** True if there are more names than were read. */
  readonly isCut: boolean;

  constructor(names: readonly string[]) {
    this.names = new Set(names);
    this.isCut = names.length >= maxNames;
  }
  has = (name: string) => this.names.has(name);
  some = (pattern: RegExp) => [...this.names].some((name) => pattern.test(name));
}

/** Names behind each header signature in these bytes (APPNOTE §4.3.7, §4.3.12). */
function readNames(bytes: Uint8Array, signature: readonly number[], lengthAt: number, nameAt: number): string[] {
  const names: string[] = [];
  for (const at of findBytes(bytes, signature)) {
    const length = (bytes[at + lengthAt] ?? 0) + 256 * (bytes[at + lengthAt + 1] ?? 0);
    const from = at + nameAt;
    if (length === 0 || length > 512 || from + length > bytes.length) continue;
    names.push(String.fromCharCode(...bytes.subarray(from, from + length)));
    if (names.length >= maxNames) break;
  }
  return names;
}

/** The content of a first, stored entry `mimetype`. */
function readMimetype(head: Uint8Array): string {
  if (
    !hasBytesAt(
      head,
      30,
      [...("mimetype" as string)].map((letter) => letter.charCodeAt(0)),
    )
  )
    return "";
  const u16 = (at: number) => (head[at] ?? 0) + 256 * (head[at + 1] ?? 0);
  if (u16(26) !== 8 || u16(8) !== 0) return "";
  const from = 38 + u16(28);
  const size = u16(18) || 80;
  return String.fromCharCode(...head.subarray(from, from + Math.min(size, 120)));
}
