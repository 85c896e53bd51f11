/** `<issuer-signed JWT>~<disclosure>~…~<disclosure>~`, with an optional key binding JWT (RFC 9901 section 4). */
export type SdJwtParts = {
  jwt: string;
  /** Base64url texts as received; empty ones are format errors and kept. */
  disclosures: string[];
  /** Key binding JWT (RFC 9901 section 4.3), or null. */
  keyBinding: string | null;
};

/** Limit above any evidence; each disclosure costs a digest. */
export const maxDisclosures = 5000;

/** Splits a text at tildes; null without one. Stops at one more than `maxDisclosures`. */
export function splitSdJwt(text: string): SdJwtParts | null {
  const first = text.indexOf("~");
  if (first < 0) return null;
  const last = text.lastIndexOf("~");
  const disclosures = first === last ? [] : text.slice(first + 1, last).split("~", maxDisclosures + 1);
  return { jwt: text.slice(0, first), disclosures, keyBinding: text.slice(last + 1) || null };
}

/** True for a header `typ` of an SD-JWT: `sd-jwt`, `dc+sd-jwt`, `vc+sd-jwt`, … (RFC 9901 section 9.11). */
export function isSdJwtType(typ: unknown): boolean {
  return typeof typ === "string" && /(^|[+/])sd-jwt$/i.test(typ);
}

/** True if the claims have disclosure digests at the top (RFC 9901 section 4.1). */
export function holdsDigests(claims: Record<string, unknown>): boolean {
  const { _sd: digests, _sd_alg: hash } = claims;
  const isList = Array.isArray(digests) && digests.length > 0 && digests.every((digest) => typeof digest === "string");
  return isList || (Object.hasOwn(claims, "_sd_alg") && typeof hash === "string");
}
