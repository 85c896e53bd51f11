import { readBerHeader } from "#lib/bytes/ber-header";
import { hasBytesAt } from "#lib/bytes/find-bytes";
import type { ContentType } from "./model.ts";

const portraitTag = 117;

/** Elementary files of a passport chip by outer tag (ICAO 9303-10). */
const chipTags: Record<number, string> = {
  96: "Chip EF.COM",
  97: "Chip data group 1, machine-readable zone",
  [portraitTag]: "Chip data group 2, portrait",
  99: "Chip data group 3, fingers",
  107: "Chip data group 11, personal details",
  108: "Chip data group 12, document details",
  110: "Chip data group 14, security options",
  111: "Chip data group 15, chip key",
};

/** Recognises DER whose outer length equals the file size: certificate, CMS, chip file or other ASN.1 (X.690). */
export function sniffAsn1(head: Uint8Array, sizeBytes: number): ContentType | null {
  const tag = head[0] ?? 0;
  if (tag !== 0x30 && tag !== 0x77 && chipTags[tag] === undefined) return null;
  const outer = readDefinite(head, 0);
  if (outer === null || outer.from + outer.length !== sizeBytes) return null;
  const chip = chipTags[tag];
  if (chip !== undefined) {
    const kind = tag === portraitTag ? "portrait" : "binary";
    return { kind, label: chip, mime: "application/octet-stream", extension: "bin" };
  }
  const inside = tag === 0x77 ? innerStart(head, outer.from) : outer.from;
  const signedData = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];
  if (inside !== null && hasBytesAt(head, inside, signedData)) {
    const label = tag === 0x77 ? "Chip security object (CMS)" : "CMS signed data";
    return { kind: "cms", label, mime: "application/pkcs7-signature", extension: tag === 0x77 ? "sod.bin" : "p7s" };
  }
  const body = readDefinite(head, outer.from);
  if (head[outer.from] === 0x30 && body && head[body.from] === 0xa0 && head[body.from + 2] === 0x02) {
    return { kind: "certificate", label: "X.509 certificate", mime: "application/pkix-cert", extension: "cer" };
  }
  return { kind: "binary", label: "ASN.1 data", mime: "application/octet-stream", extension: "der" };
}

function innerStart(head: Uint8Array, at: number): number | null {
  return head[at] === 0x30 ? (readDefinite(head, at)?.from ?? null) : null;
}

function readDefinite(head: Uint8Array, at: number): { from: number; length: number } | null {
  const header = readBerHeader(head, at);
  return header === null || header.length === null ? null : { from: header.from, length: header.length };
}
