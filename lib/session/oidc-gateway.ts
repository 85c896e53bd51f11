import "server-only";
import type { JSONWebKeySet } from "jose";
import { z } from "zod";
import { isLoopback, settings } from "#lib/env";
import { log } from "#lib/observability/log";
import { singleton } from "#lib/runtime/singleton";
import { fetchUpstream, type UpstreamFetchOptions } from "#lib/upstream/fetch-upstream";

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
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});
export type Discovery = z.output<typeof discovery>;

const tokenResponse = z.object({
  access_token: z.string(),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().positive().optional(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
});
export type TokenResponse = z.output<typeof tokenResponse>;

/** The provider rejected the grant or token as no longer valid. */
export class OidcRefusal extends Error {
  override name = "OidcRefusal";
}

const limits = { accept: "application/json", timeoutMs: 4_000, deadlineMs: 5_000, maxBytes: 1024 * 1024 };
const ttlMs = 3_600_000;
const keysTtlMs = 600_000;
const keysCooldownMs = 10_000;

type Kept<T> = { value: T; at: number };
type Memory = { discovery: Kept<Discovery> | null; keys: Kept<JSONWebKeySet> | null };
const memory = () => singleton("oidc-memory", (): Memory => ({ discovery: null, keys: null }));

async function fetchJson(
  address: string,
  more: Partial<UpstreamFetchOptions> = {},
): Promise<{ status: number; json: unknown }> {
  const { status, body } = await fetchUpstream(address, { ...limits, ...more });
  try {
    return { status, json: JSON.parse(body.toString("utf8")) };
  } catch {
    return { status, json: null };
  }
}

export function oidcClient() {
  const { oidc } = settings().auth;
  if (!oidc) throw new Error("Single sign-on is not configured.");
  return oidc;
}

/** Endpoints without TLS. An issuer on this machine may have them on this machine; any other could not protect them. */
function findOpenEndpoints(metadata: Discovery, issuer: string): string[] {
  const isLocal = (address: string) => new URL(address).protocol === "http:" && isLoopback(new URL(address).hostname);
  return endpointNames.filter((name) => {
    const address = metadata[name];
    if (address === undefined || new URL(address).protocol === "https:") return false;
    return !(isLocal(issuer) && isLocal(address));
  });
}

/** @throws Error, after naming the faulty fields in the log, because the person only sees that sign-in failed */
function checkDiscovery(json: unknown, issuer: string): Discovery {
  const refuse = (reason: string, fields: PropertyKey[]): Error => {
    log().warn({ fields }, `single sign-on: the metadata of AUTH_OIDC_ISSUER ${reason}`);
    return new Error(`Discovery ${reason}.`);
  };
  const { data, error } = discovery.safeParse(json);
  if (!data) throw refuse("is invalid", [...new Set(error.issues.flatMap(({ path }) => path[0] ?? []))]);
  if (data.issuer !== issuer) throw refuse("names another issuer", ["issuer"]);
  const open = findOpenEndpoints(data, issuer);
  if (open.length > 0) throw refuse("names endpoints that are not https", open);
  return data;
}

/** Caches the metadata (OpenID Connect Discovery 1.0) for an hour. @throws Error if it is unavailable or invalid */
export async function fetchDiscovery(now = Date.now()): Promise<Discovery> {
  const kept = memory().discovery;
  if (kept && now - kept.at < ttlMs) return kept.value;
  const { issuer } = oidcClient();
  const { status, json } = await fetchJson(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (status !== 200) throw new Error(`Discovery responded with ${status}.`);
  const value = checkDiscovery(json, issuer);
  memory().discovery = { value, at: now };
  return value;
}

/** Fetches the provider's signing keys, cached for ten minutes; `isStale` refetches a missing key at most every 10 s. */
export async function fetchSigningKeys(isStale: boolean, now = Date.now()): Promise<JSONWebKeySet> {
  const kept = memory().keys;
  if (kept && now - kept.at < (isStale ? keysCooldownMs : keysTtlMs)) return kept.value;
  const { status, json } = await fetchJson((await fetchDiscovery(now)).jwks_uri);
  const value = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }).safeParse(json);
  if (status !== 200 || !value.success) throw new Error(`The signing keys endpoint responded with ${status}.`);
  memory().keys = { value: value.data, at: now };
  return value.data;
}

const formEncode = (text: string) => new URLSearchParams({ _: text }).toString().slice(2);

/** Calls the token endpoint (RFC 6749). @throws OidcRefusal for `invalid_grant`; Error for an unusable response */
export async function fetchTokens(grant: Record<string, string>): Promise<TokenResponse> {
  const { clientId, clientSecret } = oidcClient();
  const { token_endpoint: address, token_endpoint_auth_methods_supported: methods } = await fetchDiscovery();
  const isPost = methods !== undefined && !methods.includes("client_secret_basic");
  const secret = isPost ? { client_id: clientId, client_secret: clientSecret } : {};
  const basic = Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString("base64");
  const { status, json } = await fetchJson(address, {
    form: new URLSearchParams({ ...grant, ...secret }),
    ...(isPost ? {} : { authorization: `Basic ${basic}` }),
  });
  if (status === 200) return tokenResponse.parse(json);
  if ((json as { error?: unknown } | null)?.error === "invalid_grant") throw new OidcRefusal("invalid_grant");
  throw new Error(`The token endpoint responded with ${status}.`);
}

/** OpenID Connect Core section 5.3. @throws OidcRefusal if the token is rejected; Error for an unusable response */
export async function fetchUserInfo(address: string, accessToken: string): Promise<Record<string, unknown>> {
  const { status, json } = await fetchJson(address, { authorization: `Bearer ${accessToken}` });
  if (status === 401 || status === 403) throw new OidcRefusal(`userinfo ${status}`);
  if (status !== 200 || typeof json !== "object" || json === null)
    throw new Error(`Userinfo responded with ${status}.`);
  return json as Record<string, unknown>;
}
