import { unwrap, wrappingOf } from "./sniff-wrapped.ts";

/** Longer files are not certificates, messages or files of a chip in text. Bytes. */
const maxTextBytes = 16 * 1024 * 1024;
const mailStart = /^[\w-]+:.*\r?\n/u;

/**
 * The binary data inside a text of base64 or hexadecimal digits, or inside an S/MIME message (RFC 8551 §3.2.1). Any other
 * bytes are returned as they are.
 */
export function unwrapFile(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (
    bytes.length > maxTextBytes ||
    bytes.subarray(0, 512).some((byte) => byte > 126 || (byte < 32 && (byte < 9 || byte > 13)))
  )
    return bytes;
  const text = new TextDecoder("latin1").decode(bytes);
  const [fields = "", ...rest] = mailStart.test(text) ? text.split(/\r?\n\r?\n/u) : [];
  const isMessage = /^Content-Type:\s*application\/(?:x-)?pkcs7-mime\b/imu.test(fields);
  const body = isMessage ? (rest[0] ?? "") : text;
  const wrapping = wrappingOf(body);
  if (wrapping === null) return bytes;
  try {
    return unwrap(body, wrapping);
  } catch {
    return bytes;
  }
}
