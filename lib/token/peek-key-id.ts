import { readJsonObject } from "./parse-jose-json.ts";
import { unwrapToken } from "./unwrap-token.ts";

/** Longer headers are not looked into for a key's name. */
const maxHeaderChars = 1024 * 1024;

/** The header's `kid`, to look for its key before the token is judged; null where there is none to be read. */
export function readKeyId(bytes: Buffer): string | null {
  const start = bytes.subarray(0, 64).toString("latin1").trimStart();
  let text: string | null = null;
  if (/^["{]/.test(start)) {
    const unwrapped = unwrapToken(bytes.toString("utf8"));
    text = unwrapped.kind === "token" ? unwrapped.compact : null;
  } else text = bytes.subarray(0, maxHeaderChars).toString("latin1");
  const end = text?.indexOf(".") ?? -1;
  if (text === null || end < 0 || end > maxHeaderChars) return null;
  const header = readJsonObject(Buffer.from(text.slice(0, end).trimStart(), "base64url")).value;
  // A JWE names the key of its addressee, which is not among the trusted ones.
  return typeof header?.kid === "string" && !Object.hasOwn(header, "enc") ? header.kid : null;
}
