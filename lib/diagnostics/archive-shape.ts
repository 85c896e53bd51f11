import { formatCount } from "./format-count.ts";

/** Describes the start of a ZIP archive: number of entries and extensions, never names. */

const localHeaderSignature = 0x04034b50;
const centralHeaderSignature = 0x02014b50;
const localHeaderBytes = 30;
const centralHeaderBytes = 46;
const endRecordBytes = 22;

/** Extensions of file types; any other may be part of a person's name. */
const knownExtensions = new Set(
  "jpg jpeg png gif webp heic tif tiff bmp jp2 j2k svg pdf json xml txt csv html htm mp4 webm mov bin der cer crt pem p7s p7m p7b sod jwt jws zip md sig".split(
    " ",
  ),
);

function readExtension(name: string): string {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? "";
  if (extension === "") return name.endsWith("/") ? "(folder)" : "(without)";
  return knownExtensions.has(extension) ? extension : "{other}";
}

/** Names in local file headers (APPNOTE 4.3.7), in byte order, while their sizes are known. */
function* readLocalNames(bytes: Buffer): Generator<string> {
  let at = 0;
  while (at + localHeaderBytes <= bytes.length && bytes.readUInt32LE(at) === localHeaderSignature) {
    const nameEnd = at + localHeaderBytes + bytes.readUInt16LE(at + 26);
    if (nameEnd > bytes.length) return;
    yield bytes.toString("latin1", at + localHeaderBytes, nameEnd);
    const hasDescriptor = (bytes.readUInt16LE(at + 6) & 8) !== 0;
    const compressedBytes = bytes.readUInt32LE(at + 18);
    // Data descriptors (APPNOTE 4.3.9) hide the size before the data; only the central directory has it.
    if (hasDescriptor && compressedBytes === 0) return;
    at = nameEnd + bytes.readUInt16LE(at + 28) + compressedBytes;
  }
}

/** Names in the central directory (APPNOTE 4.3.12), if the whole archive was read. */
function* readCentralNames(bytes: Buffer): Generator<string> {
  const end = bytes.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  if (end < 0 || end + endRecordBytes > bytes.length) return;
  let at = bytes.readUInt32LE(end + 16);
  while (at + centralHeaderBytes <= bytes.length && bytes.readUInt32LE(at) === centralHeaderSignature) {
    const nameBytes = bytes.readUInt16LE(at + 28);
    yield bytes.toString("latin1", at + centralHeaderBytes, at + centralHeaderBytes + nameBytes);
    at += centralHeaderBytes + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

/** @param bytes the archive, or its first bytes. @param isWhole true if `bytes` is the whole archive */
export function describeArchive(bytes: Buffer, isWhole: boolean): string[] {
  if (bytes.length < 4 || bytes.toString("latin1", 0, 2) !== "PK") return ["not a ZIP archive"];
  const names = isWhole ? [...readCentralNames(bytes)] : [...readLocalNames(bytes)];
  const counts = new Map<string, number>();
  for (const name of names) counts.set(readExtension(name), (counts.get(readExtension(name)) ?? 0) + 1);
  const extensions = [...counts].sort().map(([extension, count]) => `${extension} × ${formatCount(count)}`);
  const number = `${isWhole ? "" : "at least "}${formatCount(names.length)}`;
  return [
    `ZIP archive, entries: ${number}${isWhole ? "" : ` (those that begin in the bytes that were read)`}`,
    ...(extensions.length > 0 ? [`extensions: ${extensions.join(", ")}`] : []),
  ];
}
