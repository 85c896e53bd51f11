import { decodeBase64 } from "#lib/bytes/base64";

/** One block of a PEM text: its label, and the base64 between its boundaries (RFC 7468). */
export type PemBlock = { label: string; body: string };

/** More than any store of certificates has. */
const maxBlocks = 10_000;

/** Finds blocks with these labels in one pass, even with many unterminated ones; text around the blocks is skipped. */
export function findPemBlocks(text: string, labels: ReadonlySet<string>): PemBlock[] {
  const blocks: PemBlock[] = [];
  let open: { label: string; from: number } | null = null;
  for (const { 0: line, 1: edge, 2: label = "", index } of text.matchAll(
    /-----(BEGIN|END) ([A-Z0-9.# ]{1,40})-----/gu,
  )) {
    if (edge === "BEGIN") open = { label, from: index + line.length };
    else if (open?.label === label) {
      if (labels.has(label)) blocks.push({ label, body: text.slice(open.from, index) });
      open = null;
    }
    if (blocks.length === maxBlocks) break;
  }
  return blocks;
}

/** Decodes the base64 of a block. @throws DOMException if it is not base64 */
export function decodePemBody(body: string): Uint8Array<ArrayBuffer> {
  return decodeBase64(body.replace(/\s+/gu, ""));
}

export const certificateLabels: ReadonlySet<string> = new Set([
  "CERTIFICATE",
  "X509 CERTIFICATE",
  "X.509 CERTIFICATE",
  "TRUSTED CERTIFICATE",
]);
export const cmsLabels: ReadonlySet<string> = new Set(["CMS", "PKCS7", "PKCS #7 SIGNED DATA", "PKCS7 SIGNED DATA"]);
