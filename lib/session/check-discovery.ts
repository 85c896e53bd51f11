import "server-only";
import { z } from "zod";
import { isLoopback } from "#lib/env";
import { log } from "#lib/observability/log";
import { issuerFault } from "./issuer-fault.ts";

const endpoint = z.url({ protocol: /^https?$/ });
const endpointNames = [
  "authorization_endpoint",
  "token_endpoint",
  "jwks_uri",
  "userinfo_endpoint",
  "end_session_endpoint",
] as const;

const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: endpoint,
  userinfo_endpoint: endpoint.optional(),
  end_session_endpoint: endpoint.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  id_token_signing_alg_values_supported: z.array(z.string()).optional(),
  userinfo_signing_alg_values_supported: z.array(z.string()).optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});
export type Discovery = z.output<typeof discovery>;

/** Endpoints without TLS. An issuer on this machine may have them on this machine; any other could not protect them. */
function findOpenEndpoints(metadata: Discovery, issuer: string): string[] {
  const isLocal = (address: string) => new URL(address).protocol === "http:" && isLoopback(new URL(address).hostname);
  return endpointNames.filter((name) => {
    const address = metadata[name];
    if (address === undefined || new URL(address).protocol === "https:") return false;
    return !(isLocal(issuer) && isLocal(address));
  });
}

/**
 * Checks the metadata of AUTH_OIDC_ISSUER (OpenID Connect Discovery 1.0 section 4.3).
 * @throws OidcFault for another issuer; Error, after naming the faulty fields in the log, because the person only sees that sign-in
 *   failed
 */
export function checkDiscovery(json: unknown, issuer: string): Discovery {
  const refuse = (reason: string, fields: PropertyKey[]): Error => {
    log().warn({ fields }, `single sign-on: the metadata of AUTH_OIDC_ISSUER ${reason}`);
    return new Error(`Discovery ${reason}.`);
  };
  const { data, error } = discovery.safeParse(json);
  if (!data) throw refuse("is invalid", [...new Set(error.issues.flatMap(({ path }) => path[0] ?? []))]);
  if (data.issuer !== issuer) throw issuerFault("the provider's metadata", data.issuer, issuer);
  const open = findOpenEndpoints(data, issuer);
  if (open.length > 0) throw refuse("names endpoints that are not https", open);
  return data;
}
