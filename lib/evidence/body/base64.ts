import { decodeLooseBase64 } from "#lib/bytes/base64";
import { asAscii, type Sample } from "./sample.ts";

const dataUrl = /^data:[\w.+/;=-]*;base64,/i;
const anyBase64 = /^[A-Za-z0-9+/_\-\r\n]+={0,2}[\r\n]*$/;

/** Returns the bytes of a `data:` URL before its base64; 0 for other texts. */
export function dataUrlBytes(head: Uint8Array): number {
  return dataUrl.exec(asAscii(head.subarray(0, 200)))?.[0].length ?? 0;
}

/** Decodes the start of a base64 text; null if head or end contain anything else. `isCut`: the end is unknown. */
export function peekBase64(sample: Sample, isCut = false): Uint8Array<ArrayBuffer> | null {
  const prefix = dataUrlBytes(sample.head);
  const end = sample.whole ? sample.head.length : sample.head.length - (sample.head.length % 4);
  const text = asAscii(sample.head.subarray(prefix, end)).trimEnd();
  if (text.length < 4 || !anyBase64.test(text)) return null;
  if (!sample.whole && !isCut && (text.includes("=") || !anyBase64.test(asAscii(sample.tail)))) return null;
  return decodeLooseBase64(text);
}
