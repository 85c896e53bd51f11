import { parseJoseJson } from "./parse-jose-json.ts";
import { unwrapToken } from "./unwrap-token.ts";

/** Length limit for a header that is searched for `kid`. */
const maxHeaderChars = 1024 * 1024;

/** Reads the header's `kid` to find its key before verification. @returns null if unreadable */
export function readKeyId(bytes: Buffer): string | null {
  const start = bytes.subarray(0, 64).toString("latin1").trimStart();
  let text: string | null = null;
  if (/^["{]/.test(start)) {
    const unwrapped = unwrapToken(bytes.toString("utf8"));
    text = unwrapped.kind === "token" ? unwrapped.compact : null;
  } else text = bytes.subarray(0, maxHeaderChars).toString("latin1");
  const end = text?.indexOf(".") ?? -1;
  if (text === null || end < 0 || end > maxHeaderChars) return null;
  const header = parseJoseJson(Buffer.from(text.slice(0, end).trimStart(), "base64url")).value;
  // The `kid` of a JWE names the recipient's key, which is not a trusted key.
  return typeof header?.kid === "string" && !Object.hasOwn(header, "enc") ? header.kid : null;
}
