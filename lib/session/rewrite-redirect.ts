import "server-only";
import { settings } from "#lib/env";

export type RedirectPolicy = {
  /** The origin that this request came to. */
  origin: string;
  /** True where single sign-on leads out. */
  mayLeave: boolean;
  /** Where a sign-out goes on to, outside. */
  farewell: string | null;
};

function direct(address: string, { origin, mayLeave, farewell }: RedirectPolicy): string {
  if (farewell !== null) return farewell;
  const url = new URL(address, origin);
  if (mayLeave && url.origin !== new URL(settings().auth.url).origin) return address;
  return `${origin}${url.pathname}${url.search}${url.hash}`;
}

/** next-auth's answer with its redirect (header or JSON `url`) under our own origin, or where it is meant to leave. */
export async function rewriteRedirects(response: Response, way: RedirectPolicy): Promise<Response> {
  const location = response.headers.get("Location");
  if (location !== null) response.headers.set("Location", direct(location, way));
  if (!response.headers.get("Content-Type")?.includes("json")) return response;
  const body = (await response.json()) as { url?: unknown };
  const answer = typeof body.url === "string" ? { ...body, url: direct(body.url, way) } : body;
  return new Response(JSON.stringify(answer), response);
}
