import { decodeBase64, decodeBase64url } from "#lib/bytes/base64";
import type { Verdict } from "./schema.ts";
import { unwrapToken } from "./unwrap-token.ts";

/** Exactly the bytes that the verdict speaks of. */
export function tokenBytes({
  token,
  tokenEncoding,
}: Pick<Verdict, "token" | "tokenEncoding">): Uint8Array<ArrayBuffer> {
  return tokenEncoding === "utf-8" ? new TextEncoder().encode(token) : decodeBase64(token);
}

export type SplitToken = {
  /** Base64url text; empty parts where there are none. */
  header: string;
  payload: string;
  signature: string;
  /** What follows an SD-JWT's issuer-signed JWT: disclosures and a key binding JWT, with their tildes; else empty. */
  tail: string;
};

/** A token's parts as text, without the JSON that may stand around it; null where it is not a compact JWS. */
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

/** Bytes of one base64url part, or null where it is none. */
export function decodePart(part: string): Uint8Array<ArrayBuffer> | null {
  try {
    return decodeBase64url(part);
  } catch {
    return null;
  }
}

/** Bytes of base64url as UTF-8 text; null where they are not. */
export function decodeText(part: string): string | null {
  const bytes = decodePart(part);
  if (!bytes) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** JSON text of a compact JWS's header as sent; empty where it cannot be read. */
export function readHeaderText({ token, tokenEncoding }: Pick<Verdict, "token" | "tokenEncoding">): string {
  const split = tokenEncoding === "utf-8" ? splitToken(token) : null;
  return (split && decodeText(split.header)) ?? "";
}
