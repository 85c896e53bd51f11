import "server-only";
import type { JSONWebKeySet } from "jose";
import { z } from "zod";
import { settings } from "#lib/env";
import { singleton } from "#lib/runtime/singleton";
import { fetchUpstream, type UpstreamFetchOptions } from "#lib/upstream/fetch-upstream";
import { checkDiscovery, type Discovery } from "./check-discovery.ts";
import { logRepeatedFault } from "./oidc-fault.ts";

const tokenResponse = z.object({
  access_token: z.string(),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().positive().optional(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
});
/** `date` is the response's `Date` in UTC milliseconds, a witness in disputes about clocks; null without a usable one. */
export type TokenResponse = z.output<typeof tokenResponse> & { date: number | null };

/** The provider rejected the grant or token as no longer valid. */
export class OidcRefusal extends Error {
  override name = "OidcRefusal";
}

export const oidcLimits = { accept: "application/json", timeoutMs: 4_000, deadlineMs: 5_000, maxBytes: 1024 * 1024 };
const ttlMs = 3_600_000;
const keysTtlMs = 600_000;
const keysCooldownMs = 10_000;

type Kept<T> = { value: T; at: number };
type Memory = { discovery: Kept<Discovery> | null; keys: Kept<JSONWebKeySet> | null };
const memory = () => singleton("oidc-memory", (): Memory => ({ discovery: null, keys: null }));

/** @returns UTC milliseconds, or null without a usable `Date` header */
export function parseDate(header: string | null): number | null {
  const time = Date.parse(header ?? "");
  return Number.isNaN(time) ? null : time;
}

async function fetchJson(
  address: string,
  more: Partial<UpstreamFetchOptions> = {},
): Promise<{ status: number; date: number | null; json: unknown }> {
  const { status, headers, body } = await fetchUpstream(address, { ...oidcLimits, ...more });
  const date = parseDate(headers.date);
  try {
    return { status, date, json: JSON.parse(body.toString("utf8")) };
  } catch {
    return { status, date, json: null };
  }
}

export function oidcClient() {
  const { oidc } = settings().auth;
  if (!oidc) throw new Error("Single sign-on is not configured.");
  return oidc;
}

/**
 * Caches the metadata (OpenID Connect Discovery 1.0) for an hour.
 * @throws OidcFault for another issuer; Error if the metadata is unavailable or invalid
 */
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

/** The error code of RFC 6749 section 5.2; other texts are not repeated, because they may contain data. */
function errorCode(json: unknown): string {
  const code = (json as { error?: unknown } | null)?.error;
  return typeof code === "string" && /^[a-z_]{1,40}$/.test(code) ? code : "without an error code";
}

/** Calls the token endpoint (RFC 6749). @throws OidcRefusal for `invalid_grant`; Error for an unusable response */
export async function fetchTokens(grant: Record<string, string>): Promise<TokenResponse> {
  const { clientId, clientSecret } = oidcClient();
  const { token_endpoint: address, token_endpoint_auth_methods_supported: methods } = await fetchDiscovery();
  const isPost = methods !== undefined && !methods.includes("client_secret_basic");
  const secret = isPost ? { client_id: clientId, client_secret: clientSecret } : {};
  const basic = Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString("base64");
  const { status, date, json } = await fetchJson(address, {
    form: new URLSearchParams({ ...grant, ...secret }),
    ...(isPost ? {} : { authorization: `Basic ${basic}` }),
  });
  if (status === 200) return { ...tokenResponse.parse(json), date };
  const code = errorCode(json);
  if (code === "invalid_grant") throw new OidcRefusal(code);
  logRepeatedFault(
    "tokenEndpoint",
    { status, oauthError: code },
    "the token endpoint refused the request of this client",
  );
  throw new Error(`The token endpoint responded with ${status}.`);
}
