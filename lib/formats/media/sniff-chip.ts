import { hasBytesAt } from "#lib/bytes/find-bytes";
import { childrenOf, type Element, elementAt, isPaddedTo, oidAt } from "./ber-element.ts";
import { typeOf } from "./families.ts";
import type { ContentType } from "./model.ts";
import { nameSequence } from "./sniff-asn1.ts";

type Test = (head: Uint8Array, parts: readonly Element[], outer: Element) => boolean;

const starts =
  (...wanted: number[]): Test =>
  (_, parts) =>
    wanted.includes(parts[0]?.tag ?? -1);
const hasTag =
  (...wanted: number[]): Test =>
  (_, parts) =>
    parts.some(({ tag }) => wanted.includes(tag));
/** Content that another specification fills: any that is not printable. */
const isBinary: Test = (head, _, outer) =>
  head
    .subarray(0, outer.end ?? 0)
    .some((byte) => (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte > 126);

/** Elementary files of a passport chip by outer tag, with what they contain (ICAO 9303-10 §4.6, §4.7; tags 0x61 to 0x77 are letters too). */
const chipFiles: readonly [tag: number, label: string, test: Test][] = [
  [0x60, "Chip EF.COM", starts(0x5f01)],
  [0x61, "Chip data group 1, machine-readable zone", starts(0x5f1f)],
  [0x61, "Chip EF.DIR", starts(0x4f)],
  [0x75, "Chip data group 2, portrait", starts(0x7f61)],
  [0x63, "Chip data group 3, fingers", starts(0x7f61)],
  [0x76, "Chip data group 4, irises", starts(0x7f61)],
  [0x65, "Chip data group 5, displayed portrait", hasTag(0x5f40)],
  [0x66, "Chip data group 6, reserved", isBinary],
  [0x67, "Chip data group 7, displayed signature", hasTag(0x5f43)],
  [0x68, "Chip data group 8, data features", isBinary],
  [0x69, "Chip data group 9, structure features", isBinary],
  [0x6a, "Chip data group 10, substance features", isBinary],
  [0x6b, "Chip data group 11, personal details", starts(0x5c)],
  [0x6c, "Chip data group 12, document details", starts(0x5c)],
  [0x6d, "Chip data group 13, optional details", isBinary],
  [0x6e, "Chip data group 14, security options", starts(0x31)],
  [0x6f, "Chip data group 15, chip key", starts(0x30)],
  [0x70, "Chip data group 16, persons to notify", starts(0x02)],
];

/** Records of biometrics that stand alone: format identifier and version (ISO/IEC 19794-2, -4, -5, -6). */
const ascii = (value: string) => [...value].map((letter) => letter.charCodeAt(0));
const records: readonly [start: readonly number[], label: string][] = [
  [ascii("FAC\0"), "Facial record (ISO/IEC 19794-5)"],
  [ascii("FIR\0"), "Finger record (ISO/IEC 19794-4)"],
  [ascii("IIR\0"), "Iris record (ISO/IEC 19794-6)"],
  [ascii("FMR\0"), "Finger minutiae (ISO/IEC 19794-2)"],
];

/** Recognises the files of a chip, also with the padding that follows them in its memory. */
export function sniffChip(head: Uint8Array, sizeBytes: number): ContentType | null {
  const record = records.find(([start]) => hasBytesAt(head, 0, start));
  if (record && /^0\d\d\0$/u.test(String.fromCharCode(...head.subarray(4, 8)))) return typeOf(record[1]);
  const outer = elementAt(head, 0);
  if (outer === null || outer.end === null || !isPaddedTo(head, outer.end, sizeBytes)) return nameInfo(head, sizeBytes);
  if (outer.tag === 0x77) {
    const inside = elementAt(head, outer.from);
    const cms = inside?.tag === 0x30 ? nameSequence(head, inside) : null;
    return cms?.kind === "cms" ? typeOf("Chip security object (CMS)") : null;
  }
  if (outer.tag === 0x31) return isCardAccess(head, outer) ? typeOf("Chip EF.CardAccess") : null;
  if (outer.tag === 0x7f61 || outer.tag === 0x7f2e) return typeOf("Chip data group 2, portrait");
  // ISO/IEC 39794-5 §8: a face image data block, application tag 5 of the first level, stands alone.
  if (outer.tag === 0x65 && isFaceBlock(head, outer)) return typeOf("Facial record (ISO/IEC 39794-5)");
  const parts = childrenOf(head, outer);
  const found = chipFiles.find(([tag, , test]) => tag === outer.tag && test(head, parts, outer));
  return found ? typeOf(found[1]) : nameInfo(head, sizeBytes);
}

/** SecurityInfos of PACE: identifiers under 0.4.0.127.0.7.2.2 (BSI TR-03110-3 §A.1, ICAO 9303-11 §9.2). */
function isCardAccess(head: Uint8Array, outer: Element): boolean {
  return oidAt(head, childrenOf(head, childrenOf(head, outer)[0])[0]).startsWith("04007f00070202");
}

/** Version block `[0]`, then representations `[1]` (ISO/IEC 39794-5:2019 annex A). */
function isFaceBlock(head: Uint8Array, outer: Element): boolean {
  const [version, representations] = childrenOf(head, outer);
  return version?.tag === 0xa0 && representations?.tag === 0xa1;
}

/** EF.ATR/INFO is a list of interindustry elements without an outer tag (ICAO 9303-10 §3.11.1). */
const infoTags = new Set([0x43, 0x46, 0x47, 0x4f, 0x7f66, 0x5f52, 0x80, 0x82]);

function nameInfo(head: Uint8Array, sizeBytes: number): ContentType | null {
  if (sizeBytes > 512) return null;
  const parts = childrenOf(head, { tag: 0, at: 0, from: 0, end: Math.min(head.length, sizeBytes) });
  const end = parts.at(-1)?.end;
  const isInfo = parts.some(({ tag }) => tag === 0x7f66 || tag === 0x47) && parts.every(({ tag }) => infoTags.has(tag));
  return isInfo && end != null && isPaddedTo(head, end, sizeBytes) ? typeOf("Chip EF.ATR/INFO") : null;
}
