import { readBerHeader } from "#lib/bytes/ber-header";
import { toHex } from "#lib/bytes/hex";

/** CMS content types (RFC 5652, RFC 5083) by object identifier content in hexadecimal. */
const contentTypes: Record<string, { kind: "cms_enveloped" | "cms_signed" | "unknown"; detail: string }> = {
  "2a864886f70d010702": { kind: "cms_signed", detail: "signed_data" },
  "2a864886f70d010703": { kind: "cms_enveloped", detail: "enveloped_data" },
  "2a864886f70d010704": { kind: "cms_enveloped", detail: "signed_and_enveloped_data" },
  "2a864886f70d010706": { kind: "cms_enveloped", detail: "encrypted_data" },
  "2a864886f70d0109100117": { kind: "cms_enveloped", detail: "auth_enveloped_data" },
  "2a864886f70d010705": { kind: "unknown", detail: "cms_digested_data" },
  "2a864886f70d0109100102": { kind: "unknown", detail: "cms_authenticated_data" },
  "2a864886f70d0109100109": { kind: "unknown", detail: "cms_compressed_data" },
};

/** BER of bodies may have lengths of up to 8 bytes. */
const readHeader = (bytes: Uint8Array, at: number) => readBerHeader(bytes, at, 8);

function readOid(bytes: Uint8Array, at: number): { hex: string; next: number } | null {
  const header = readHeader(bytes, at);
  if (header?.tag !== 0x06 || !header.length || header.length > 32) return null;
  const next = header.from + header.length;
  const hex = toHex(bytes.subarray(header.from, next));
  return { hex, next };
}

/** Recognises `ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] … }` in DER or BER. */
export function recogniseCms(
  head: Uint8Array,
): { kind: "cms_enveloped" | "cms_signed" | "unknown"; detail: string } | null {
  const outer = readHeader(head, 0);
  if (outer?.tag !== 0x30) return null;
  const oid = readOid(head, outer.from);
  if (oid === null || head[oid.next] !== 0xa0) return null;
  const found = contentTypes[oid.hex];
  if (found?.kind === "cms_signed" && isEnvelopedInside(head, oid.next))
    return { kind: "cms_enveloped", detail: "enveloped_data in signed_data" };
  return found ?? null;
}

/** Matches SignedData with the eContentType EnvelopedData. */
function isEnvelopedInside(head: Uint8Array, at: number): boolean {
  const explicit = readHeader(head, at);
  const signed = explicit && readHeader(head, explicit.from);
  const version = signed && readHeader(head, signed.from);
  const digests = version?.length && readHeader(head, version.from + version.length);
  const content = digests && digests.length !== null && readHeader(head, digests.from + digests.length);
  const oid = content && content.tag === 0x30 ? readOid(head, content.from) : null;
  return oid !== null && contentTypes[oid.hex]?.kind === "cms_enveloped";
}
