import { hasBytesAt } from "#lib/bytes/find-bytes";
import { typeOf } from "./families.ts";
import type { ContentType } from "./model.ts";

const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const entryBytes = 128;
/** CLSID of the root of a Windows Installer database and of its patches and transforms, little-endian. */
const installers = ["84100c00", "86100c00", "82100c00"];

/** The directory of a compound file ([MS-CFB] §2.6): offset of its first sector, and its size in bytes. */
export function locateCfbDirectory(head: Uint8Array): { from: number; to: number } | null {
  if (!hasBytesAt(head, 0, signature) || head.length < 76) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const sectorBytes = 1 << Math.min(12, Math.max(7, view.getUint16(30, true)));
  const from = (view.getUint32(48, true) + 1) * sectorBytes;
  return { from, to: from + Math.max(sectorBytes, 2048) };
}

const names: readonly [name: RegExp, label: string][] = [
  [/^EncryptedPackage$|^EncryptionInfo$/u, "Encrypted Office document"],
  [/^__properties_version1\.0$|^__nameid_version1\.0$/u, "Outlook message"],
  [/^WordDocument$/u, "Word 97 document"],
  [/^Workbook$|^Book$/u, "Excel 97 workbook"],
  [/^PowerPoint Document$/u, "PowerPoint 97 presentation"],
  [/^VisioDocument$/u, "Visio 2003 drawing"],
  [/^Quill$/u, "Publisher document"],
];

/** Names a compound file by the streams of its directory. `directory` may be empty if it could not be read. */
export function sniffCfb(head: Uint8Array, directory: Uint8Array): ContentType | null {
  if (!hasBytesAt(head, 0, signature)) return null;
  const streams = readStreams(directory);
  const root = streams[0];
  if (root && installers.includes(root.classId)) return typeOf("Windows installer");
  // The names of an installer's tables are written with letters of U+3800–U+4840.
  if (streams.some(({ name }) => /^[\u3800-\u4840]{2,}$/u.test(name))) return typeOf("Windows installer");
  const found = names.find(([pattern]) => streams.some(({ name }) => pattern.test(name)));
  const hasMacros = streams.some(({ name }) => name === "Macros" || name === "_VBA_PROJECT_CUR" || name === "VBA");
  if (!found) return typeOf("Microsoft compound file");
  return typeOf(found[1], hasMacros ? "VBA" : undefined);
}

function readStreams(directory: Uint8Array): { name: string; classId: string }[] {
  const streams = [];
  for (let at = 0; at + entryBytes <= directory.length; at += entryBytes) {
    const length = (directory[at + 64] ?? 0) + 256 * (directory[at + 65] ?? 0);
    if (length < 2 || length > 64) continue;
    const name = new TextDecoder("utf-16le").decode(directory.subarray(at, at + length - 2));
    const classId = Array.from(directory.subarray(at + 80, at + 84), (byte) => byte.toString(16).padStart(2, "0"));
    streams.push({ name, classId: classId.join("") });
  }
  return streams;
}
