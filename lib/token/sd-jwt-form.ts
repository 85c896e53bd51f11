/**
 * The compact form of an SD-JWT (RFC 9901 section 4): `<issuer-signed JWT>~<disclosure>~…~<disclosure>~`, with a key
 * binding JWT behind the last tilde where the holder added one.
 */
export type SdJwtParts = {
  /** The issuer-signed JWT: a compact JWS. */
  jwt: string;
  /** Base64url texts as sent; an empty one is a fault of form and kept. */
  disclosures: string[];
  /** The key binding JWT (RFC 9901 section 4.3), or null. */
  keyBinding: string | null;
};

/** More disclosures than any evidence needs; each costs a digest. */
export const maxDisclosures = 5000;

/** Splits a text at its tildes; null where there is none. Beyond `maxDisclosures` it keeps one more and stops. */
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

/** True for claims with digests of disclosures at the top (RFC 9901 section 4.1), whatever the token's form says. */
export function holdsDigests(claims: Record<string, unknown>): boolean {
  const { _sd: digests, _sd_alg: hash } = claims;
  const isList = Array.isArray(digests) && digests.length > 0 && digests.every((digest) => typeof digest === "string");
  return isList || (Object.hasOwn(claims, "_sd_alg") && typeof hash === "string");
}
