import { decodeBase64, decodeBase64url } from "#lib/bytes/base64";
import type { Verdict } from "./schema.ts";
import { unwrapToken } from "./unwrap-token.ts";

export function tokenBytes({
  token,
  tokenEncoding,
}: Pick<Verdict, "token" | "tokenEncoding">): Uint8Array<ArrayBuffer> {
  return tokenEncoding === "utf-8" ? new TextEncoder().encode(token) : decodeBase64(token);
}

export type SplitToken = {
  /** Base64url text; missing parts are empty. */
  header: string;
  payload: string;
  signature: string;
  /** Disclosures and key binding JWT of an SD-JWT, with their tildes; otherwise empty. */
  tail: string;
};

/** Splits a token, without surrounding JSON. @returns null unless it is a compact JWS */
export function splitToken(token: string): SplitToken | null {
  const unwrapped = unwrapToken(token);
  if (unwrapped.kind !== "token") return null;
  const text = unwrapped.compact.trim();
  const tilde = text.indexOf("~");
  const jws = tilde < 0 ? text : text.slice(0, tilde);
  const first = jws.indexOf(".");
  const last = jws.lastIndexOf(".");
  if (first < 0 || first === last || jws.indexOf(".", first + 1) !== last) return null;
  return {
    header: jws.slice(0, first),
    payload: jws.slice(first + 1, last),
    signature: jws.slice(last + 1),
    tail: tilde < 0 ? "" : text.slice(tilde),
  };
}

/** Decodes one base64url part. @returns null if malformed */
export function decodePart(part: string): Uint8Array<ArrayBuffer> | null {
  try {
    return decodeBase64url(part);
  } catch {
    return null;
  }
}

/** Decodes base64url to UTF-8 text. @returns null if malformed */
export function decodeTextPart(part: string): string | null {
  const bytes = decodePart(part);
  if (!bytes) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Returns the original header text of a compact JWS; empty if unreadable. */
export function readHeaderText({ token, tokenEncoding }: Pick<Verdict, "token" | "tokenEncoding">): string {
  const split = tokenEncoding === "utf-8" ? splitToken(token) : null;
  return (split && decodeTextPart(split.header)) ?? "";
}
