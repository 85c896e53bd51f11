import type { Verdict } from "./model.ts";

/** Exactly the bytes that the verdict speaks of. */
export function tokenBytes({
  token,
  tokenEncoding,
}: Pick<Verdict, "token" | "tokenEncoding">): Uint8Array<ArrayBuffer> {
  return tokenEncoding === "utf-8" ? new TextEncoder().encode(token) : readBinary(atob(token));
}

/** One byte for each character; a plain loop, for tokens may have megabytes. */
function readBinary(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** The token's parts as text, without the JSON string that may stand around it; empty parts where there are none. */
export function splitToken(token: string): { header: string; payload: string; signature: string } | null {
  const text = token.trim().replace(/^"(.*)"$/s, "$1");
  const first = text.indexOf(".");
  const last = text.lastIndexOf(".");
  if (first < 0 || first === last || text.indexOf(".", first + 1) !== last) return null;
  return { header: text.slice(0, first), payload: text.slice(first + 1, last), signature: text.slice(last + 1) };
}

/** Bytes of one base64url part, or null where it is none. */
export function decodePart(part: string): Uint8Array<ArrayBuffer> | null {
  try {
    return readBinary(atob(part.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return null;
  }
}
