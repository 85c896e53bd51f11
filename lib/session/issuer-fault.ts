import { OidcFault } from "./oidc-fault.ts";

const maxLength = 255;

/** The issuer as sent if it is a plain URL; otherwise only what kind of value it is, because it may be any text. */
function describeIssuer(value: unknown): string {
  if (typeof value !== "string") return value === undefined ? "missing" : `not a string but ${typeof value}`;
  const isPlain = /^https?:\/\/[^\s@?#]+$/.test(value) && /^[\x21-\x7e]+$/.test(value) && value.length <= maxLength;
  return isPlain ? value : `not an issuer URL (a string of ${value.length} characters)`;
}

/** Microsoft's metadata for several tenants has an issuer with a placeholder, which no ID token contains. */
const placeholder = /\{[^}]*\}/;

/** @param where the document or message that names the other issuer */
export function issuerFault(where: string, received: unknown, expected: string): OidcFault {
  const facts = { issuerFrom: where, issuerReceived: describeIssuer(received), issuerExpected: expected };
  if (typeof received === "string" && placeholder.test(received))
    return new OidcFault(
      "tenant",
      `the issuer in ${where} is a template for several tenants. Set AUTH_OIDC_ISSUER to the issuer of one tenant, with its ID in the place of the braces, for example https://login.microsoftonline.com/TENANT-ID/v2.0`,
      facts,
    );
  const isSlash = typeof received === "string" && received.replace(/\/$/, "") === expected.replace(/\/$/, "");
  const advice = isSlash
    ? "They differ in the final slash only: set AUTH_OIDC_ISSUER exactly as the provider writes it"
    : "If both name your provider, set AUTH_OIDC_ISSUER exactly as the provider writes it; otherwise do not trust the response";
  return new OidcFault("issuer", `the issuer in ${where} is not AUTH_OIDC_ISSUER. ${advice}`, facts);
}
