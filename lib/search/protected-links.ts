import { decodeBase64OrNull, decodePercent, decodeUtf8OrLatin1 } from "./decode-bytes.ts";

/** Proofpoint's codes for the run lengths of `**` and a character, from two. */
const runLengths = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const version2 = /urldefense[\w.]*\/v2\/url\?(?:[^\s?#]*?&)?(?:amp;)?u=([^&\s]+)/i;
const version3 = /^__(https?:\/.+?)(?:__;([A-Za-z0-9_=-]*)|_{0,2}$)/i;
/** Check Point Harmony and Avanan: the URL is between three underscores. */
const underscores = /^___(https?:\/.+?)(?:___|$)/i;

/** Restores characters that Proofpoint version 3 appends as base64url. */
function restoreRuns(address: string, encoded: string): string {
  const bytes = decodeBase64OrNull(encoded) ?? new Uint8Array();
  let used = 0;
  return address.replace(/\*(?:\*(.))?/g, (_, code?: string) => {
    const length = code === undefined ? 1 : runLengths.indexOf(code) + 2;
    used += length;
    return decodeUtf8OrLatin1(bytes.subarray(used - length, used));
  });
}

/** Returns the URL in a link rewritten by mail protection, or null. */
export function unwrapProtectedLink(link: string): string | null {
  const [, second] = version2.exec(link) ?? [];
  if (second) return decodePercent(second.replaceAll("-", "%").replaceAll("_", "/"));
  // In a link rewritten twice, the last one is the innermost.
  const [, between] = underscores.exec(link.slice(link.lastIndexOf("___http"))) ?? [];
  if (between) return between;
  const [, third, encoded = ""] = version3.exec(link.slice(link.lastIndexOf("__http"))) ?? [];
  return third ? restoreRuns(third, encoded) : null;
}

const opaque =
  /\/\/(?:[\w.-]+\.)?(?:mimecast(?:protect)?\.com|hornetsecurity\.com|emailprotection\.link|sendgrid\.net|bit\.ly|tinyurl\.com|t\.co|lnkd\.in)\//i;

/** True for a protected or shortened link that only its server can resolve. */
export function isOpaqueLink(text: string): boolean {
  return opaque.test(text);
}
