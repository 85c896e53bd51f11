import { applyDisclosures } from "./apply-disclosures.ts";
import { holdsDigests, isSdJwtType, splitSdJwt } from "./sd-jwt-form.ts";
import { decodeTextPart, splitToken } from "./token-bytes.ts";
import { unwrapToken } from "./unwrap-token.ts";

export type ClaimsText = {
  /** JSON text with original digits; empty for `jwe` and `none`, possibly malformed for `jws`. */
  text: string;
  /** `none`: not a token, or its payload does not start as a JSON object in UTF-8. */
  form: "jws" | "sd-jwt" | "jwe" | "none";
};

const nothing: ClaimsText = { text: "", form: "none" };

function readType(header: string): unknown {
  try {
    return (JSON.parse(decodeTextPart(header) ?? "null") as { typ?: unknown } | null)?.typ;
  } catch {
    return undefined;
  }
}

/** True if the payload has digests at the top; parses only candidates. */
function payloadHoldsDigests(payload: string): boolean {
  if (!payload.includes('"_sd')) return false;
  try {
    return holdsDigests(JSON.parse(payload) as Record<string, unknown>);
  } catch {
    return false;
  }
}

/** True for a compact JWE (RFC 7516 section 7.1): five parts and a JSON object as header. */
function isCompactJwe(text: string): boolean {
  const parts = text.trim().split(".", 6);
  return parts.length === 5 && /^\s*\{/.test(decodeTextPart(parts[0] ?? "") ?? "");
}

/**
 * Decodes the claims without verification, in browsers, workers and on the server.
 * @returns for an SD-JWT the claims with matched disclosures and without digests
 */
export async function readClaimsText(token: string): Promise<ClaimsText> {
  const split = splitToken(token);
  if (!split) {
    const unwrapped = unwrapToken(token);
    const isJwe = unwrapped.kind === "encrypted" || (unwrapped.kind === "token" && isCompactJwe(unwrapped.compact));
    return isJwe ? { text: "", form: "jwe" } : nothing;
  }
  const payload = decodeTextPart(split.payload);
  if (payload === null) return nothing;
  if (isCompactJwe(payload)) return { text: "", form: "jwe" };
  if (!/^\s*\{/.test(payload)) return nothing;
  const hasTail = split.tail !== "";
  if (!hasTail && !isSdJwtType(readType(split.header)) && !payloadHoldsDigests(payload))
    return { text: payload, form: "jws" };
  const applied = await applyDisclosures(payload, splitSdJwt(split.tail)?.disclosures ?? []);
  return applied ? { text: applied.text, form: "sd-jwt" } : nothing;
}
