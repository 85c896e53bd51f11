import { findMagic } from "#lib/formats/media/magic-numbers";
import { recogniseCms } from "./cms.ts";
import type { BodyNature } from "./nature.ts";
import { asAscii } from "./sample.ts";

/** Detects a type from the first bytes; null if unknown. */
export function recogniseBinary(head: Uint8Array, sizeBytes: number): BodyNature | null {
  const cms = recogniseCms(head);
  if (cms) return { ...cms, detail: `${cms.detail} in der` };
  if (isPgpMessage(head)) return { kind: "pgp_message", detail: "binary" };
  const start = asAscii(head.subarray(0, 32));
  if (start.startsWith("Salted__")) return { kind: "encrypted_file", detail: "openssl" };
  if (start.startsWith("age-encryption.org/")) return { kind: "encrypted_file", detail: "age" };
  const magic = findMagic(head, sizeBytes);
  if (magic?.extension === "zip") return { kind: "zip", detail: null };
  if (magic?.extension === "gz") return { kind: "gzip", detail: null };
  if (magic?.kind === "pdf") return { kind: "pdf", detail: null };
  if (magic?.kind === "image" || magic?.kind === "jpeg2000") return { kind: "image", detail: magic.label };
  return null;
}

/** Matches a session key for a recipient or passphrase (RFC 9580 sections 4.2, 5.1 and 5.3). */
function isPgpMessage(head: Uint8Array): boolean {
  const first = head[0] ?? 0;
  if ((first & 0x80) === 0 || head.length < 20) return false;
  const isNew = (first & 0x40) !== 0;
  const tag = isNew ? first & 0x3f : (first >> 2) & 0x0f;
  if (tag !== 1 && tag !== 3) return false;
  const lengthBytes = isNew ? ((head[1] ?? 0) < 192 ? 1 : (head[1] ?? 0) < 224 ? 2 : 5) : [1, 2, 4, 0][first & 3];
  const version = head[1 + (lengthBytes ?? 0)];
  return tag === 1 ? version === 3 || version === 6 : version === 4 || version === 5 || version === 6;
}
