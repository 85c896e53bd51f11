import { decodeLooseBase64 } from "#lib/bytes/base64";

type Found = { kind: "jwe" | "jwt"; detail: string };

/** Decodes a JOSE header (RFC 7515 section 4) from base64url, or null. */
export function readJoseHeader(text: string): Record<string, unknown> | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const header: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(decodeLooseBase64(text)));
    return typeof header === "object" && header !== null && !Array.isArray(header)
      ? (header as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Detects compact JWE (RFC 7516 section 7.1) by `enc`, else JWS (RFC 7515 section 7.1). `text` may be cut. */
export function recogniseCompactJose(text: string): Found | null {
  const letters = text.replace(/\s/g, "");
  const dots = letters.indexOf(".");
  if (dots < 4 || !/^[A-Za-z0-9_\-.~=]+$/.test(letters)) return null;
  const header = readJoseHeader(letters.slice(0, dots));
  if (header === null) return null;
  if (typeof header.enc === "string") return { kind: "jwe", detail: "compact" };
  if (typeof header.alg !== "string" || letters.indexOf(".", dots + 1) < 0) {
    // The second dot of a long payload may be beyond the sample.
    if (typeof header.alg !== "string" || letters.length < 4096) return null;
  }
  return { kind: "jwt", detail: letters.includes("~") ? "sd_jwt" : "compact" };
}

const signedMembers = new Set(["payload", "signatures", "signature", "protected", "header", "disclosures", "kb_jwt"]);

/** Detects JSON serialization (RFC 7516 section 7.2, RFC 7515 section 7.2). */
export function recogniseJsonJose(members: Record<string, unknown>): Found | null {
  const { ciphertext, payload, recipients, header, unprotected, signatures, signature } = members;
  const isObject = (value: unknown) => typeof value === "object" && value !== null;
  const protectedHeader = typeof members.protected === "string" ? readJoseHeader(members.protected) : null;
  const encrypts = protectedHeader !== null || isObject(recipients) || isObject(header) || isObject(unprotected);
  if (typeof ciphertext === "string" && ciphertext !== "" && encrypts) return { kind: "jwe", detail: "json" };
  if (typeof payload !== "string" || !Object.keys(members).every((name) => signedMembers.has(name))) return null;
  const isSignature = (one: unknown) => isObject(one) && typeof (one as Record<string, unknown>).signature === "string";
  const signs = Array.isArray(signatures) ? signatures.length > 0 && signatures.every(isSignature) : false;
  return signs || (typeof signature === "string" && protectedHeader !== null) ? { kind: "jwt", detail: "json" } : null;
}
