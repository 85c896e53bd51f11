import "server-only";
import { settings } from "#lib/env";
import * as z from "#lib/runtime/zod";
import { redirectSchema } from "./schema.ts";

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
  const body: unknown = await response.json();
  const redirect = z.safeParse(redirectSchema, body);
  const rewritten = redirect.success ? { url: direct(redirect.data.url, policy) } : body;
  return new Response(JSON.stringify(rewritten), response);
}
