/**
 * The part of Node's Buffer that the token's code uses, for the verifier's page. The bundle puts it in the place of the global, so
 * that one source judges tokens on the server and in the page.
 */
import { decodeLooseBase64, encodeBase64, encodeBase64url } from "#lib/bytes/base64";
import { toHex } from "#lib/bytes/hex";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

class PageBuffer extends Uint8Array<ArrayBuffer> {
  override toString(encoding: "utf8" | "latin1" | "base64" | "base64url" | "hex" = "utf8"): string {
    if (encoding === "base64") return encodeBase64(this);
    if (encoding === "base64url") return encodeBase64url(this);
    if (encoding === "hex") return toHex(this);
    return encoding === "utf8" ? utf8.decode(this) : latin1(this);
  }
}

/** TextDecoder's latin1 is windows-1252, which differs from 0x80 to 0x9f. */
function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** Node skips characters that are not base64; so does this. */
const decodeText = (text: string, encoding: string): Uint8Array<ArrayBuffer> => {
  if (encoding === "utf8") return new TextEncoder().encode(text);
  const end = text.search(/=/);
  return decodeLooseBase64((end < 0 ? text : text.slice(0, end)).replaceAll(/[^A-Za-z0-9+/_-]/g, ""));
};

export const Buffer = {
  from: (source: string | Uint8Array, encoding = "utf8"): PageBuffer =>
    new PageBuffer(Uint8Array.from(typeof source === "string" ? decodeText(source, encoding) : source).buffer),
};

export const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
