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

/** Content types of CMS by the end of their identifier: 1.2.840.113549.1.7.n and 1.2.840.113549.1.9.16.1.n (RFC 5652). */
const cmsTypes: Record<string, string> = {
  "07 02": "CMS signed data",
  "07 03": "CMS enveloped data",
  "07 05": "CMS digested data",
  "07 06": "CMS encrypted data",
  "09 10 01 02": "CMS authenticated data",
  "09 10 01 17": "CMS authenticated-enveloped data",
};
const pkcs = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01];

/** Recognises DER whose outer length equals the file size, and certificates and CMS of indefinite length (X.690). */
export function sniffAsn1(head: Uint8Array, sizeBytes: number): ContentType | null {
  const tag = head[0] ?? 0;
  if (tag !== 0x30 && tag !== 0x77 && chipTags[tag] === undefined) return null;
  const outer = readLength(head, 1);
  if (outer === null || (outer.length !== null && outer.next + outer.length !== sizeBytes)) return null;
  const chip = chipTags[tag];
  if (chip !== undefined && outer.length !== null) {
    const kind = tag === portraitTag ? "portrait" : "binary";
    return { kind, label: chip, mime: "application/octet-stream", extension: "bin" };
  }
  const inside = tag === 0x77 ? innerStart(head, outer.next) : outer.next;
  const known = nameCms(head, inside, tag === 0x77) ?? (tag === 0x30 ? nameCertificate(head, outer.next) : null);
  if (known) return outer.length === null ? { ...known, detail: "BER" } : known;
  if (outer.length === null) return null;
  return { kind: "binary", label: "ASN.1 data", mime: "application/octet-stream", extension: "der" };
}

function nameCms(head: Uint8Array, at: number | null, isChip: boolean): ContentType | null {
  if (at === null || head[at] !== 0x06 || !pkcs.every((byte, index) => head[at + 2 + index] === byte)) return null;
  const end = head.subarray(at + 2 + pkcs.length, at + 2 + (head[at + 1] ?? 0));
  const label = cmsTypes[Array.from(end, (byte) => byte.toString(16).padStart(2, "0")).join(" ")];
  if (label === undefined) return null;
  if (isChip) {
    const name = "Chip security object (CMS)";
    return { kind: "cms", label: name, mime: "application/pkcs7-signature", extension: "sod.bin" };
  }
  const isSigned = label === "CMS signed data";
  const mime = isSigned ? "application/pkcs7-signature" : "application/pkcs7-mime";
  return { kind: "cms", label, mime, extension: isSigned ? "p7s" : "p7m" };
}

/** Versions 2 and 3 begin with `[0] INTEGER`; version 1 differs from other lists by its parts (RFC 5280 §4.1). */
function nameCertificate(head: Uint8Array, at: number): ContentType | null {
  const body = head[at] === 0x30 ? readLength(head, at + 1) : null;
  if (!body) return null;
  const type = {
    kind: "certificate",
    label: "X.509 certificate",
    mime: "application/pkix-cert",
    extension: "cer",
  } as const;
  if (head[body.next] === 0xa0 && head[body.next + 2] === 0x02) return type;
  return isVersion1(head, body.next) ? { ...type, detail: "v1" } : null;
}

/** Serial number, algorithm with its identifier, issuer, and two times. */
function isVersion1(head: Uint8Array, at: number): boolean {
  const algorithm = head[at] === 0x02 ? skip(head, at) : null;
  const issuer = algorithm !== null && startsWithTag(head, algorithm, 0x06) ? skip(head, algorithm) : null;
  const validity = issuer !== null && head[issuer] === 0x30 ? skip(head, issuer) : null;
  return validity !== null && (startsWithTag(head, validity, 0x17) || startsWithTag(head, validity, 0x18));
}

/** True for a SEQUENCE whose first element has this tag. */
function startsWithTag(head: Uint8Array, at: number, tag: number): boolean {
  const start = innerStart(head, at);
  return start !== null && head[start] === tag;
}

/** Returns the offset behind an element of definite length. */
function skip(head: Uint8Array, at: number): number | null {
  const length = readLength(head, at + 1);
  return length?.length == null ? null : length.next + length.length;
}

function innerStart(head: Uint8Array, at: number): number | null {
  return head[at] === 0x30 ? (readLength(head, at + 1)?.next ?? null) : null;
}

/** Reads a length and where the content starts; the length is null if it is indefinite. */
function readLength(head: Uint8Array, at: number): { length: number | null; next: number } | null {
  const first = head[at];
  if (first === undefined) return null;
  if (first < 0x80) return { length: first, next: at + 1 };
  const count = first & 0x7f;
  if (count === 0) return { length: null, next: at + 1 };
  if (count > 4) return null;
  let length = 0;
  for (let index = 1; index <= count; index += 1) {
    const byte = head[at + index];
    if (byte === undefined) return null;
    length = length * 256 + byte;
  }
  return { length, next: at + 1 + count };
}
