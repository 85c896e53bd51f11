import "server-only";
import type { SessionRow } from "#lib/database/tables";
import { fetchDiscovery, oidcClient } from "./oidc-gateway.ts";
import { decryptTokens } from "./oidc-tokens.ts";

/**
 * OpenID Connect RP-Initiated Logout 1.0. Omits `post_logout_redirect_uri`: providers reject an unregistered one. Omits
 * `id_token_hint`, because addresses end up in histories and logs, and an ID token holds the person's data.
 */
export async function rpLogoutUrl(row: SessionRow): Promise<string | null> {
  if (row.provider !== "oidc") return null;
  const address = await fetchDiscovery().then(
    (discovery) => discovery.end_session_endpoint,
    () => undefined,
  );
  if (address === undefined) return null;
  const url = new URL(address);
  const tokens = await decryptTokens(row.tokens);
  url.searchParams.set("client_id", oidcClient().clientId);
  if (tokens?.logoutHint) url.searchParams.set("logout_hint", tokens.logoutHint);
  return url.href;
}
