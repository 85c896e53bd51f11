import { hasBytesAt, utf8Mark } from "#lib/bytes/find-bytes";
import { peekBase64 } from "./base64.ts";
import { recogniseBinary } from "./binary-body.ts";
import { detectWideEncoding } from "./encoding.ts";
import type { BodyWrap } from "./nature.ts";
import { asAscii, type Sample } from "./sample.ts";
import { recogniseText } from "./text-body.ts";
import { decodeUtf8Prefix, readWords } from "./words.ts";

const quote = 0x22;

/** Detects a removable encoding by the body's start and end; null if none. `isCut`: the end is unknown. */
export function detectWrap(sample: Sample, isCut = false): BodyWrap | null {
  const { head, tail } = sample;
  if (hasBytesAt(head, 0, utf8Mark)) return "bom";
  const wide = detectWideEncoding(head);
  if (wide) return wide.encoding;
  if (hasBytesAt(head, 0, [0x1f, 0x8b, 0x08])) return "gzip";
  if (head[0] === quote)
    return isOneText(sample) && (isCut || tail[tail.length - 1] === quote) ? "json_in_string" : null;
  const decoded = peekBase64(sample, isCut);
  return decoded !== null && isRecognised(decoded) ? "base64" : null;
}

/** Matches a JSON string whose closing quote is the last byte. */
function isOneText({ head, whole }: Sample): boolean {
  let at = 1;
  while (at < head.length && head[at] !== quote) at += head[at] === 0x5c ? 2 : 1;
  return at >= head.length ? !whole : whole && asAscii(head.subarray(at + 1)).trim() === "";
}

/** Minimum text: words such as `Internal` decode to bytes that begin with a quote, and others to `[1Z` or `<SZ`. */
const minTextBytes = 12;
/** Maximum nested encodings to search before bytes count as unknown. */
const maxInside = 2;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** True for a known type, because random letters decode to arbitrary bytes. */
function isRecognised(bytes: Uint8Array<ArrayBuffer>, inside = maxInside): boolean {
  if (hasBytesAt(bytes, 0, utf8Mark)) return true;
  if (detectWideEncoding(bytes)) return bytes.length >= minTextBytes;
  if (recogniseBinary(bytes, bytes.length)) return true;
  const text = readWords(bytes)?.trimStart();
  if (text === undefined || text === "") return false;
  if (text.startsWith('"')) return decodeUtf8Prefix(bytes) !== null && bytes.length >= minTextBytes;
  const startsAsJson = /^(?:\{\s*["}]|\[\s*(?:[[{"\]\d-]|true|false|null))/.test(text);
  if (bytes.length < minTextBytes) return startsAsJson && isJson(text);
  if (startsAsJson) return true;
  if (recogniseText(text) !== null) return true;
  const sample = { head: bytes, tail: bytes, from: 0, sizeBytes: bytes.length, whole: false };
  const decoded = inside > 0 ? peekBase64(sample, true) : null;
  return decoded !== null && isRecognised(decoded, inside - 1);
}
