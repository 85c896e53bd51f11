import type { Check } from "./schema.ts";

type Claims = Record<string, unknown>;

/** `iss` must be exactly the configured issuer, where one is configured (RFC 7519 section 4.1.1). */
export function checkIssuer(claims: Claims, wanted: string | undefined): Check {
  const name = "issuer";
  if (wanted === undefined)
    return { name, outcome: "skip", reason: "issuer_not_configured", detail: "TRUST_ISSUER is not set" };
  if (!Object.hasOwn(claims, "iss"))
    return { name, outcome: "fail", reason: "issuer_missing", detail: `no iss claim; TRUST_ISSUER is ${wanted}` };
  return claims.iss === wanted
    ? { name, outcome: "pass", reason: "issuer_agrees", detail: `iss is ${wanted}` }
    : { name, outcome: "fail", reason: "issuer_differs", detail: `iss is not ${wanted}` };
}

/** `aud` must be, or list, the configured audience, where one is configured (RFC 7519 section 4.1.3). */
export function checkAudience(claims: Claims, wanted: string | undefined): Check {
  const name = "audience";
  if (wanted === undefined)
    return { name, outcome: "skip", reason: "audience_not_configured", detail: "TRUST_AUDIENCE is not set" };
  if (!Object.hasOwn(claims, "aud"))
    return { name, outcome: "fail", reason: "audience_missing", detail: `no aud claim; TRUST_AUDIENCE is ${wanted}` };
  const { aud } = claims;
  const wellFormed = typeof aud === "string" || (Array.isArray(aud) && aud.every((item) => typeof item === "string"));
  if (!wellFormed)
    return { name, outcome: "fail", reason: "audience_malformed", detail: "aud is neither a text nor a list of texts" };
  return aud === wanted || (Array.isArray(aud) && aud.includes(wanted))
    ? { name, outcome: "pass", reason: "audience_agrees", detail: `aud names ${wanted}` }
    : { name, outcome: "fail", reason: "audience_differs", detail: `aud does not name ${wanted}` };
}
