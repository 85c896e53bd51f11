import "server-only";
import { fetchUpstream } from "#lib/upstream/fetch-upstream";
import { fetchDiscovery, fetchSigningKeys, OidcRefusal, oidcClient, oidcLimits, parseDate } from "./oidc-gateway.ts";
import type { Claims } from "./read-claims.ts";
import { isJwtResponse, verifyUserInfo } from "./verify-user-info.ts";

function parseObject(text: string): Claims | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null && !Array.isArray(json) ? (json as Claims) : null;
  } catch {
    return null;
  }
}

/**
 * Requests UserInfo, as JSON or as a signed JWT (OpenID Connect Core section 5.3).
 * @throws OidcRefusal if the token is rejected or the response is about another subject, whose values must not be used (section
 *   5.3.2); OidcFault for a JWT that cannot be verified; Error for an unusable response
 */
export async function fetchUserInfo(address: string, accessToken: string, subject: unknown): Promise<Claims> {
  const accept = "application/json, application/jwt;q=0.9";
  const options = { ...oidcLimits, accept, authorization: `Bearer ${accessToken}` };
  const { status, headers, body } = await fetchUpstream(address, options);
  if (status === 401 || status === 403) throw new OidcRefusal(`userinfo ${status}`);
  if (status !== 200) throw new Error(`Userinfo responded with ${status}.`);
  const text = body.toString("utf8").trim();
  const claims = isJwtResponse(headers.contentType, text) ? await verify(text, headers.date) : parseObject(text);
  if (claims === null) throw new Error("Userinfo is not a JSON object.");
  if (claims.sub !== subject) throw new OidcRefusal("userinfo is about another subject, or names none");
  return claims;
}

async function verify(token: string, date: string | null): Promise<Claims> {
  const { issuer, userinfo_signing_alg_values_supported: algorithms } = await fetchDiscovery();
  const context = {
    issuer,
    clientId: oidcClient().clientId,
    algorithms,
    now: Date.now(),
    responseDate: parseDate(date),
  };
  return verifyUserInfo(token, context, fetchSigningKeys);
}
