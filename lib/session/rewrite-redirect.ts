import "server-only";
import { settings } from "#lib/env";

export type RedirectPolicy = {
  origin: string;
  /** Permits a redirect to the identity provider. */
  mayLeave: boolean;
  /** URL of the RP-initiated logout, or null. */
  logoutUrl: string | null;
};

function direct(address: string, { origin, mayLeave, logoutUrl }: RedirectPolicy): string {
  if (logoutUrl !== null) return logoutUrl;
  const url = new URL(address, origin);
  if (mayLeave && url.origin !== new URL(settings().auth.url).origin) return address;
  return `${origin}${url.pathname}${url.search}${url.hash}`;
}

/** Rewrites a redirect (header or JSON `url`) to our origin, unless the policy permits another. */
export async function rewriteRedirects(response: Response, policy: RedirectPolicy): Promise<Response> {
  const location = response.headers.get("Location");
  if (location !== null) response.headers.set("Location", direct(location, policy));
  if (!response.headers.get("Content-Type")?.includes("json")) return response;
  const body = (await response.json()) as { url?: unknown };
  const rewritten = typeof body.url === "string" ? { ...body, url: direct(body.url, policy) } : body;
  return new Response(JSON.stringify(rewritten), response);
}
